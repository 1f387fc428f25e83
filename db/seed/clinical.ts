import type { Guidance, Region, Side, StructureKind } from "~/domain/vocabulary";

/** What patients come with, region by region, in a physician's words and in their own. */
export interface Ailment {
  diagnoses: string[];
  structures: [StructureKind, string][];
  goals: string[];
  limits: string[];
}

const walking = [
  "Walk the dog round the reservoir again",
  "Take the stairs without the rail",
  "Hike with my daughter",
];
const hands = ["Open jars without help", "Play the piano for an hour", "Get back to pottery"];
const arms = ["Lift my grandson", "Reach the top shelf", "Swim twice a week", "Sleep on that side"];
const backs = [
  "Sit through a film",
  "Drive to my sister's without stopping",
  "Sleep the night through",
  "Garden again",
];

export const ailments: Record<Region, Ailment> = {
  wrist: {
    diagnoses: ["Chronic scapholunate ligament sprain", "Ulnar-sided wrist pain after a fall"],
    structures: [
      ["ligament", "Scapholunate ligament"],
      ["joint", "Distal radioulnar joint"],
    ],
    goals: hands,
    limits: ["Cannot bear weight on the open hand", "Grip gives way"],
  },
  hand: {
    diagnoses: ["Osteoarthritis of the thumb's base", "Collateral ligament sprain of the index finger"],
    structures: [
      ["joint", "First carpometacarpal joint"],
      ["ligament", "Radial collateral ligament"],
    ],
    goals: hands,
    limits: ["Pinch grip painful", "Buttons and keys painful"],
  },
  elbow: {
    diagnoses: ["Lateral epicondylosis, over a year", "Medial epicondylosis"],
    structures: [
      ["tendon", "Common extensor origin"],
      ["ligament", "Lateral collateral ligament"],
    ],
    goals: ["Play tennis in spring", "Carry the shopping", "Work a full day at the bench"],
    limits: ["Cannot lift a kettle", "Pain when gripping"],
  },
  shoulder: {
    diagnoses: [
      "Rotator cuff tendinosis",
      "Acromioclavicular joint instability",
      "Shoulder pain after a dislocation",
    ],
    structures: [
      ["tendon", "Supraspinatus tendon"],
      ["joint", "Acromioclavicular joint"],
    ],
    goals: arms,
    limits: ["Wakes when lying on it", "Cannot reach behind the back"],
  },
  ankle: {
    diagnoses: ["Chronic lateral ankle instability", "Ankle sprain that did not heal"],
    structures: [
      ["ligament", "Anterior talofibular ligament"],
      ["ligament", "Calcaneofibular ligament"],
    ],
    goals: ["Run five miles", ...walking],
    limits: ["Gives way on uneven ground", "Swells after an hour's walk"],
  },
  foot: {
    diagnoses: ["Plantar fasciosis", "Midfoot osteoarthritis"],
    structures: [
      ["ligament", "Plantar fascia at the heel"],
      ["joint", "Second tarsometatarsal joint"],
    ],
    goals: walking,
    limits: ["First steps in the morning painful", "Cannot stand for a shift"],
  },
  knee: {
    diagnoses: ["Osteoarthritis of the knee", "Medial collateral ligament laxity", "Patellar tendinosis"],
    structures: [
      ["joint", "Tibiofemoral joint"],
      ["ligament", "Medial collateral ligament"],
      ["tendon", "Patellar tendon"],
    ],
    goals: [...walking, "Ski one more winter"],
    limits: ["Stairs one at a time", "Cannot kneel", "Walks twenty minutes at most"],
  },
  hip: {
    diagnoses: ["Gluteal tendinopathy", "Early osteoarthritis of the hip"],
    structures: [
      ["tendon", "Gluteus medius insertion"],
      ["joint", "Hip joint"],
    ],
    goals: walking,
    limits: ["Cannot lie on the side", "Limps after half an hour"],
  },
  neck: {
    diagnoses: ["Cervical facet pain after whiplash", "Chronic neck pain with ligament laxity"],
    structures: [
      ["joint", "Cervical facet joints, middle levels"],
      ["ligament", "Interspinous ligament"],
    ],
    goals: ["Turn my head when reversing", "Read for an evening", ...backs],
    limits: ["Desk work for half an hour at most", "Headache by noon"],
  },
  "upper-back": {
    diagnoses: ["Costovertebral joint pain", "Thoracic facet pain"],
    structures: [
      ["joint", "Costovertebral joints"],
      ["ligament", "Supraspinous ligament"],
    ],
    goals: backs,
    limits: ["Pain with deep breaths", "Cannot sit at a desk for long"],
  },
  "lower-back": {
    diagnoses: ["Chronic low back pain, ligamentous", "Lumbar facet pain", "Iliolumbar ligament sprain"],
    structures: [
      ["ligament", "Iliolumbar ligament"],
      ["joint", "Lumbar facet joints, lower levels"],
    ],
    goals: backs,
    limits: ["Sits a quarter of an hour at most", "Cannot lift anything", "Wakes when turning over"],
  },
  sacroiliac: {
    diagnoses: ["Sacroiliac joint dysfunction", "Sacroiliac pain since a pregnancy"],
    structures: [
      ["joint", "Sacroiliac joint"],
      ["ligament", "Dorsal sacroiliac ligament"],
    ],
    goals: backs,
    limits: ["Cannot stand on one leg", "Getting out of the car painful"],
  },
  other: {
    diagnoses: ["Painful rib end after a fracture", "Pubic symphysis pain"],
    structures: [
      ["joint", "Pubic symphysis"],
      ["ligament", "Costosternal ligament"],
    ],
    goals: backs,
    limits: ["Cannot turn in bed", "Cannot run"],
  },
};

/** How often each comes, by how the needle is guided. */
export const regionsBy: Record<Guidance, [Region, number][]> = {
  ultrasound: [
    ["knee", 34],
    ["shoulder", 15],
    ["ankle", 10],
    ["wrist", 9],
    ["elbow", 8],
    ["hip", 7],
    ["hand", 6],
    ["foot", 6],
    ["sacroiliac", 3],
    ["other", 2],
  ],
  fluoroscope: [
    ["lower-back", 44],
    ["neck", 28],
    ["sacroiliac", 15],
    ["upper-back", 13],
  ],
};

export const spineRegions: Region[] = ["neck", "upper-back", "lower-back", "sacroiliac"];

export function sidesOf(region: Region): [Side, number][] {
  if (region === "sacroiliac")
    return [
      ["left", 40],
      ["right", 42],
      ["both", 18],
    ];
  if (spineRegions.includes(region))
    return [
      ["midline", 62],
      ["left", 14],
      ["right", 16],
      ["both", 8],
    ];
  if (region === "other")
    return [
      ["left", 30],
      ["right", 30],
      ["midline", 40],
    ];
  return [
    ["left", 45],
    ["right", 48],
    ["both", 7],
  ];
}
