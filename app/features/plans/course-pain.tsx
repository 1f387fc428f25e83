import type { CourseLayout } from "./course-parts";
import "./course-marks.css";
import "./course-strip.css";

const PAIN_TOP = 40;
const PAIN_BOTTOM = 150;

/** A place of its own at a percentage of the width, drawn around 0 in pixels. */
export function At({ x, y, children }: { x: number; y: number; children: React.ReactNode }) {
  return (
    <svg x={`${x}%`} y={y} overflow="visible">
      {children}
    </svg>
  );
}

const painY = (value: number) => PAIN_BOTTOM - (value / 10) * (PAIN_BOTTOM - PAIN_TOP);

export function Pain({ points }: { points: CourseLayout["pain"] }) {
  return (
    <>
      <text className="course-axis" x="3%" y={PAIN_TOP - 14}>
        Pain, 0 to 10, as the patient reports it
      </text>
      {[0, 5, 10].map((value) => (
        <g key={value}>
          <line
            className={value === 0 ? "course-pain-zero" : "course-pain-grid"}
            x1="3%"
            x2="97%"
            y1={painY(value)}
            y2={painY(value)}
          />
          <text className="course-axis course-pain-value" x="3%" dx={-6} y={painY(value) + 4}>
            {value}
          </text>
        </g>
      ))}
      {points.slice(1).map((point, index) => {
        const before = points[index];
        return (
          before && (
            <line
              key={index}
              className="course-pain-line"
              x1={`${before.x}%`}
              x2={`${point.x}%`}
              y1={painY(before.value)}
              y2={painY(point.value)}
            />
          )
        );
      })}
      {points.map(({ x, value, hollow, isLabelled }, index) => (
        <At key={index} x={x} y={painY(value)}>
          <circle className={hollow ? "course-pain-hollow" : "course-pain-solid"} r={hollow ? 3 : 4.5} />
          {isLabelled && (
            <text className="course-pain-number" y={-10}>
              {value}
            </text>
          )}
        </At>
      ))}
    </>
  );
}

/** What a phone shows of the strip besides its list: pain alone, with words for the first, the least and the last. */
export function PainOnPhone({ points }: { points: CourseLayout["pain"] }) {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return null;
  const length = last.x - first.x || 1;
  const least = points.findLast(({ value }) => value === Math.min(...points.map((point) => point.value)));
  return (
    <svg
      className="course-strip-drawing course-pain-phone"
      height={PAIN_BOTTOM + 10}
      role="img"
      aria-label={`Pain ${first.value} at first, ${last.value} at last`}
    >
      <Pain
        points={points.map((point) => ({
          ...point,
          x: 6 + ((point.x - first.x) / length) * 88,
          isLabelled: point === first || point === last || point === least,
        }))}
      />
    </svg>
  );
}
