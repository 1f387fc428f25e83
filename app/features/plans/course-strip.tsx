import { At, Pain } from "./course-pain";
import type { CourseLayout, PlacedBead, ReportMark } from "./course-parts";
import type { SessionRecord } from "./plan";
import { recordStateWords } from "~/words/records";
import "./course-marks.css";
import "./course-strip.css";

/** Heights of the parts; pain takes the upper half where its reader may see it (course-pain.tsx). */
const WITH_PAIN_THREAD = 218;
const WITHOUT_PAIN_THREAD = 96;

interface CourseStripProps {
  layout: CourseLayout;
  /** What it shows, as a sentence for those who do not see it; the tables below hold every value. */
  label: string;
  withPain: boolean;
  /** How the records of its sessions stand, by ordinal. */
  records?: ReadonlyMap<number, SessionRecord["state"]>;
}

/** A course at its true distances in time. Positions are percentages, so that words keep their size at any width. */
export function CourseStrip({ layout, label, withPain, records }: CourseStripProps) {
  const thread = withPain ? WITH_PAIN_THREAD : WITHOUT_PAIN_THREAD;
  const height = thread + 112;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must take the keyboard
    <div className="course-strip" role="region" aria-label="Course in time" tabIndex={0}>
      <svg
        className="course-strip-drawing"
        height={height}
        style={{ minWidth: layout.minWidthPx }}
        role="img"
        aria-label={label}
      >
        <Window layout={layout} height={height} />
        {layout.months.map(({ x, label: month }) => (
          <g key={x}>
            <line className="course-month" x1={`${x}%`} x2={`${x}%`} y1={thread - 46} y2={height - 22} />
            <text className="course-axis" x={`${x}%`} dx={6} y={height - 6}>
              {month}
            </text>
          </g>
        ))}
        {layout.today && (
          <At x={layout.today.x} y={0}>
            <line className="course-today" y1={18} y2={thread + 16} />
            <rect className="course-today-tag" x={-40} y={0} width={80} height={18} rx={3} />
            <text className="course-today-words" y={13}>
              {layout.today.label}
            </text>
          </At>
        )}
        <WindowWords layout={layout} />
        {withPain && <Pain points={layout.pain} />}
        {layout.threads.map(({ from, to, kind }) => (
          <line
            key={`${from} ${to}`}
            className={`course-thread course-thread-${kind}`}
            x1={`${from}%`}
            x2={`${to}%`}
            y1={thread}
            y2={thread}
          />
        ))}
        {layout.pills.map(({ x, words, state }) => (
          <At key={x} x={x} y={thread}>
            <rect
              className={`course-pill course-pill-${state}`}
              x={-20}
              y={-9}
              width={40}
              height={18}
              rx={9}
            />
            <text className={`course-pill-words course-pill-words-${state}`} y={4}>
              {words}
            </text>
          </At>
        ))}
        {layout.beads.map((bead, index) => (
          <At key={index} x={bead.x} y={thread}>
            <Bead bead={bead} />
            {isTreated(bead) && <RecordMark state={records?.get(bead.ordinal)} />}
          </At>
        ))}
        {layout.marks.map((mark, index) => (
          <At key={index} x={mark.x} y={thread + 64}>
            <Mark mark={mark} />
          </At>
        ))}
      </svg>
    </div>
  );
}

function Window({ layout: { window }, height }: { layout: CourseLayout; height: number }) {
  if (!window) return null;
  return (
    <>
      <rect
        className="course-window"
        x={`${window.from}%`}
        width={`${window.to - window.from}%`}
        y={18}
        height={height - 40}
      />
      {[window.from, window.to].map((x) => (
        <line key={x} className="course-window-edge" x1={`${x}%`} x2={`${x}%`} y1={18} y2={height - 22} />
      ))}
    </>
  );
}

/** Drawn over the line of today, which may run through them. */
function WindowWords({ layout: { window } }: { layout: CourseLayout }) {
  if (!window) return null;
  const edge = window.outside === "right" ? window.to : window.from;
  const dx = window.outside === "right" ? 10 : -10;
  const side = `course-window-${window.outside}`;
  return (
    <>
      <text className={`course-window-words ${side}`} x={`${edge}%`} dx={dx} y={32}>
        {window.words[0]}
      </text>
      <text className={`course-axis course-window-note ${side}`} x={`${edge}%`} dx={dx} y={48}>
        {window.words[1]}
      </text>
    </>
  );
}

function Bead({ bead: { kind, ordinal, label, labelRow } }: { bead: PlacedBead }) {
  return (
    <>
      <BeadShape kind={kind} />
      {kind !== "no-show" && (
        <text className={`course-ordinal course-ordinal-${kind}`} y={4.5}>
          {ordinal}
        </text>
      )}
      <text className={`course-day course-day-${kind}`} y={32 + labelRow * 16}>
        {label}
      </text>
    </>
  );
}

const isTreated = ({ kind }: PlacedBead) => kind === "performed" || kind === "now";

/** A sheet at the bead's shoulder: filled once it is signed. */
function RecordMark({ state }: { state: SessionRecord["state"] | undefined }) {
  if (!state) return null;
  return (
    <g>
      <title>{recordStateWords[state]}</title>
      <path className={`course-record course-record-${state}`} d="M9 -21h7l3 3v10h-10z" />
    </g>
  );
}

function BeadShape({ kind }: { kind: PlacedBead["kind"] }) {
  if (kind === "overdue")
    return <path className="course-bead course-bead-overdue" d="M0 -16L16 0L0 16L-16 0Z" />;
  if (kind === "no-show")
    return <path className="course-bead course-bead-no-show" d="M-7 -7L7 7M7 -7L-7 7" />;
  return (
    <>
      <circle className={`course-bead course-bead-${kind}`} r={kind === "performed" ? 14 : 13} />
      {kind === "now" && <circle className="course-bead course-bead-booked" r={9.5} />}
    </>
  );
}

function Mark({ mark: { words, title, tone } }: { mark: ReportMark }) {
  return (
    <g>
      <title>{title}</title>
      <path className={`course-mark course-mark-${tone}`} d="M0 -7L7 0L0 7L-7 0Z" />
      {words && (
        <text className="course-mark-words" x={12} y={4}>
          {words}
        </text>
      )}
    </g>
  );
}
