import type { ReactNode } from "react";
import { quotedShare } from "~/domain/statistics/share";
import type { Interval } from "~/domain/statistics/intervals";
import { mayNameShare } from "~/domain/statistics/small-numbers";
import { ratings } from "~/domain/vocabulary";
import { LinkButton } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { ratingWords } from "~/words/en";
import { percent } from "~/words/outcomes";
import type { Outcomes } from "./figures";
import { openWords, verdictWords } from "./findings";
import { ShareDefinition } from "./definitions";
import type { Tally } from "./tally";
import "./big-question.css";

interface BigQuestionProps {
  outcomes: Pick<Outcomes, "total" | "open" | "completers">;
  csvHref: string;
  patients: ReactNode;
}

/** The one question, answered with all that keeps the answer honest. Drawn on the server, in plain elements. */
export function BigQuestion({ outcomes: { total, open, completers }, csvHref, patients }: BigQuestionProps) {
  const { share, interval, bounds, verdict, n } = total;
  const said = openWords(open);
  const isShown = share !== null && interval !== null && bounds !== null && mayNameShare(n);
  return (
    <section className="big-question" aria-labelledby="big-question">
      <div className="big-question-head">
        <h2 id="big-question">What share reports a good or excellent result?</h2>
        <LinkButton
          variant="quiet"
          size="small"
          icon="download"
          href={csvHref}
          label="Download the share as CSV"
          data-reload=""
        />
      </div>
      {isShown ? (
        <>
          <p className="big-share">
            <span className="big-share-figure">
              {percent(share)}
              <span className="big-share-sign"> %</span>
            </span>
            <span className="big-share-interval">
              <strong>
                {percent(interval.lower)} to {percent(interval.upper)} %
              </strong>{" "}
              is the 95 % interval: where the true share may lie
            </span>
          </p>
          <Axis share={share} interval={interval} bounds={bounds} silent={total.missing} />
        </>
      ) : (
        <p className="big-share-none">
          No share is shown: it takes 10 plans with a known result, and there {n === 1 ? "is 1" : `are ${n}`}.
        </p>
      )}
      {verdict && isShown && <Verdict verdict={verdictWords(verdict, total)} />}
      <Facts total={total} isShown={isShown} />
      <CountsBar total={total} />
      {said && <p className="big-question-open">{said}</p>}
      <Completers completers={completers} total={total} />
      <div className="big-question-foot">
        <ShareDefinition />
        {patients}
      </div>
    </section>
  );
}

const Verdict = ({ verdict: { title, words } }: { verdict: ReturnType<typeof verdictWords> }) => (
  <Notice icon="scales" title={title}>
    {words}
  </Notice>
);

interface AxisProps {
  share: number;
  interval: Interval;
  bounds: Interval;
  silent: number;
}

/** The rows' names stand before the figures: room for them is kept, or they are left out. */
const nameRoom = 0.2;
const starts = [0.5, 0.4, 0.3, 0.2, 0.1, 0];

/** One scale for the interval, the bounds and the quoted share: from 50 %, or from lower where a figure lies lower. */
function Axis({ share, interval, bounds, silent }: AxisProps) {
  const lowest = Math.min(interval.lower, bounds.lower);
  const least = starts.find((start) => lowest - start >= nameRoom * (1 - start)) ?? 0;
  const isNamed = lowest - least >= nameRoom * (1 - least);
  const at = (value: number) => `${((value - least) / (1 - least)) * 100}%`;
  const span = ({ lower, upper }: Interval) => ({
    insetInlineStart: at(lower),
    width: `${((upper - lower) / (1 - least)) * 100}%`,
  });
  const step = least < 0.3 ? 20 : 10;
  const ticks = Array.from({ length: 11 }, (_, index) => index * 10).filter(
    (tick) => tick >= percent(least) && (100 - tick) % step === 0,
  );
  return (
    <div className="share-axis" aria-hidden="true">
      <div className="share-axis-plot">
        {ticks.map((tick) => (
          <span key={tick} className="share-axis-tick" style={{ insetInlineStart: at(tick / 100) }}>
            <span>{tick} %</span>
          </span>
        ))}
        <span className="share-axis-quoted" style={{ insetInlineStart: at(quotedShare) }}>
          <span>quoted from research: over 80 %</span>
        </span>
        {isNamed && <span className="share-axis-name share-axis-upper">95 % interval</span>}
        <span className="share-axis-interval" style={span(interval)}>
          <Ends {...interval} />
        </span>
        <span className="share-axis-dot" style={{ insetInlineStart: at(share) }} />
        {silent > 0 && (
          <>
            {isNamed && <span className="share-axis-name share-axis-lower">Silent patients</span>}
            <span className="share-axis-bounds" style={span(bounds)}>
              <Ends {...bounds} />
            </span>
          </>
        )}
      </div>
    </div>
  );
}

const Ends = ({ lower, upper }: Interval) => (
  <>
    <span className="share-axis-from">{percent(lower)}</span>
    <span className="share-axis-to">{percent(upper)}</span>
  </>
);

function Facts({ total, isShown }: { total: Tally; isShown: boolean }) {
  const { good, n, answered, due, missing, bounds, response } = total;
  return (
    <dl className="share-facts">
      <div>
        <dt>good or excellent</dt>
        <dd>
          {good} of {n}
        </dd>
      </div>
      {response !== null && (
        <div>
          <dt>
            replied, {answered} of {due} due
          </dt>
          <dd>{percent(response)} %</dd>
        </div>
      )}
      {bounds && isShown && (
        <div>
          <dt>{missing === 0 ? "nobody is silent" : `if ${silentWords(missing)} poor, or good`}</dt>
          <dd>
            {percent(bounds.lower)}
            {missing > 0 && ` to ${percent(bounds.upper)}`} %
          </dd>
        </div>
      )}
    </dl>
  );
}

/** The figure that is quoted all too easily, under its name and beside what it leaves out. */
function Completers({ completers, total }: { completers: Tally; total: Tally }) {
  const left = total.due - completers.n;
  if (completers.share === null || !mayNameShare(completers.n) || left === 0) return null;
  return (
    <p className="big-question-open">
      Completers only, who replied: {percent(completers.share)} % of {completers.n}. That leaves out {left} of{" "}
      {total.due}, and among them those who fared badly; it is no figure to quote.
    </p>
  );
}

const silentWords = (missing: number) =>
  missing === 1 ? "the one silent was" : missing === 2 ? "both silent were" : `all ${missing} silent were`;

/** Every plan that is due, by what became of it. */
function CountsBar({ total }: { total: Tally }) {
  const parts = [
    ...ratings.map((rating) => ({ kind: rating, words: ratingWords[rating], count: total.ratings[rating] })),
    { kind: "stopped", words: "Stopped early", count: total.stopped },
    { kind: "silent", words: "No reply", count: total.missing },
  ];
  return (
    <div className="counts">
      <div className="counts-bar" aria-hidden="true">
        {parts.map(({ kind, count }) =>
          count > 0 ? (
            <span key={kind} className={`counts-part counts-${kind}`} style={{ flexGrow: count }} />
          ) : null,
        )}
      </div>
      <ul className="counts-legend">
        {parts.map(({ kind, words, count }) => (
          <li key={kind}>
            <span className={`counts-key counts-${kind}`} aria-hidden="true" />
            {words} <strong>{count}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
