import type { Region, Side, TimePoint } from "~/domain/vocabulary";
import type { ReportFormWords } from "./words";

const places: Record<Region, string> = {
  wrist: "wrist",
  hand: "hand",
  elbow: "elbow",
  shoulder: "shoulder",
  ankle: "ankle",
  foot: "foot",
  knee: "knee",
  hip: "hip",
  neck: "neck",
  "upper-back": "upper back",
  "lower-back": "lower back",
  sacroiliac: "sacroiliac joint",
  other: "treated area",
};

const place = (region: Region, side: Side) => {
  if (side === "left" || side === "right") return `Your ${side} ${places[region]}`;
  return `Your ${places[region]}${side === "both" ? ", both sides" : ""}`;
};

const times: Record<TimePoint, string> = {
  baseline: "before treatment",
  "before-session": "before today’s session",
  "72-hours": "a few days after the session",
  "3-months": "3 months after the last session",
  "6-months": "6 months after the last session",
  "12-months": "12 months after the last session",
};

export const en: ReportFormWords = {
  code: "en",
  name: "English",
  title: "Your report to the clinic",
  step: (step, of) => `Step ${step} of ${of}`,
  heading: (region, side, timePoint) => `${place(region, side)}, ${times[timePoint]}`,
  lead: "Your own view is what counts. Every answer helps, a poor result just as much as a good one.",
  leadEarly:
    "A few questions on how you are. It is early: many people notice no change in the first week, and that is no bad sign.",
  leadBaseline: "One question before the treatment, so that we can see later what has changed.",
  optional: "optional",
  error: "Error",
  problem: "Something is missing",
  rating: {
    legend: "How do you rate the result?",
    legendEarly: "How do you rate the result so far?",
    hintEarly: "As it is today. It is too early to judge the treatment by it.",
    words: { excellent: "Excellent", good: "Good", fair: "Fair", poor: "Poor" },
  },
  pain: {
    legend: "How strong is your pain on a usual day?",
    least: "0 is no pain",
    most: "10 is the worst you can imagine",
  },
  activities: {
    legend: "What can you do again that you could not before?",
    hint: "Choose all that apply, or none.",
    words: {
      sleep: "Sleep through the night",
      sitting: "Sit through a film",
      walking: "Walk",
      sport: "Do sport",
    },
  },
  selfCare: {
    legend: "Could you do what was advised, such as rest and exercises?",
    words: { done: "Yes", partly: "Partly", not: "No" },
  },
  redFlags: {
    legend: "Do you have any of these now?",
    hint: "Choose all that apply, or none. Some swelling and stiffness in the first days are normal.",
    words: {
      fever: "Fever or chills",
      "severe-pain": "Severe pain, or pain that is getting much worse",
      breathlessness: "Trouble breathing, or pain in the chest",
      weakness: "New weakness or numbness in an arm or a leg",
    },
  },
  adverseEffects: {
    label: "Was there anything else unwanted?",
    hint: "Such as swelling, stiffness, bruising: what, and for how long.",
  },
  remarks: { label: "Anything else you want us to know?", hint: "In your own words." },
  call: {
    ask: "Fever, or pain that is getting much worse?",
    now: "Call us now:",
    title: "Please call us now.",
    text: "What you chose should not wait until somebody reads this form.",
    afterSending: "We have been told as well, and will try to call you.",
    noPhone: "Call your clinic now.",
    emergency:
      "If you have trouble breathing, chest pain or sudden weakness, or you cannot reach us, call your emergency number: 911, in Europe 112.",
  },
  fate: {
    title: "What happens with your answers",
    read: "The physicians of this clinic read them. The front desk sees only that you have answered.",
    figures: "They also count, without your name, in the practice’s figures of how well treatment works.",
    final:
      "Once sent, nobody can change them, and this link opens nothing any more. To correct something, call us.",
  },
  continue: "Continue to activities",
  back: "Back",
  send: "Send my answers",
  decline: "I would rather not answer",
  thanks: { title: "Thank you. Your answers are in.", text: "You can close this page." },
  declined: {
    title: "Thank you for telling us.",
    text: "We will not ask again about this. Should you change your mind, call us.",
  },
  already: {
    title: "Your answers are in.",
    text: "They were sent before, and nothing was changed now. To correct something, call us.",
  },
  closed: {
    title: "This link opens nothing any more",
    text: "It was not copied whole, was used already, or its time is over. If you want to tell us how you are, or should be called, call your clinic.",
  },
  giveBack: "Please give the tablet back to the front desk.",
  wait: (minutes) =>
    `There were too many tries from here. Wait ${minutes} ${minutes === 1 ? "minute" : "minutes"}, then open the link again.`,
  tryAgain: "We could not take your answers at this moment. Nothing is lost: please press again.",
  unanswered: {
    title: ({ isSilent, isWrite }) => (isSilent ? "No answer yet:" : isWrite ? "Not sent:" : "Not loaded:"),
    text: ({ isSilent, isWrite }) =>
      `the clinic’s server ${isSilent ? "is silent" : "could not be reached"}. ` +
      `${isWrite ? "What you chose is still here" : "This page is as it was"}; ${isSilent ? "wait, or " : ""}try again.`,
    again: "Try again",
  },
  faults: {
    rating: "Choose how you rate the result",
    pain: "Choose a number from 0 to 10",
    choice: "Choose from the list",
    tooLong: "This is too long. Use at most 2,000 characters",
    unreadable: "This has a character that cannot be kept. Type it again",
  },
  paper: {
    title: "How are you?",
    mark: "Please mark one box for each question, unless it says otherwise.",
    giveBack: (clinic) => `Please give or send this form back to ${clinic}.`,
    code: "Code",
    date: "Date on which you filled this in",
  },
};
