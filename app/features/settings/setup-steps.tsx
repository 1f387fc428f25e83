import { LinkButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import { setupSteps, type SetupFacts } from "./setup";
import "./settings.css";

/** What the practice needs before a session can be booked. Each can be left and taken up again; done, the list goes. */
export function SetupSteps({ facts }: { facts: SetupFacts }) {
  const steps = setupSteps(facts);
  const next = steps.findIndex(({ done }) => !done);
  if (next < 0) return <ReadyToBook facts={facts} />;
  return (
    <Section
      title="Get ready to book"
      meta={`${steps.filter(({ done }) => done).length} of ${steps.length} done`}
    >
      <ol className="setup-steps">
        {steps.map(({ title, what, done, act }, index) => (
          <li key={title} className={done ? "setup-done" : undefined}>
            <span className="setup-step-mark">{done && <Icon name="tick" />}</span>
            <span>
              <strong>{title}</strong>
              {done && <span className="visually-hidden"> (done)</span>}
              <span className="setup-step-what"> {what}</span>
            </span>
            {!done && act && (
              <LinkButton size="small" variant={index === next ? "primary" : "secondary"} href={act.href}>
                {act.words}
              </LinkButton>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The next of these steps, on the page where the last one was done. */
export function SetupNext({ facts }: { facts: SetupFacts }) {
  const steps = setupSteps(facts);
  const next = steps.find(({ done }) => !done);
  if (!next) return <ReadyToBook facts={facts} />;
  return (
    <div className="setup-next">
      <Notice
        title={`Next: ${next.title.charAt(0).toLowerCase()}${next.title.slice(1)}`}
        action={next.act && <LinkButton href={next.act.href}>{next.act.words}</LinkButton>}
      >
        {next.what} {steps.filter(({ done }) => done).length} of {steps.length} steps to the first booking are
        done.
      </Notice>
    </div>
  );
}

/** Where the administrator's part ends, until the first plan shows that the others found theirs. */
function ReadyToBook({ facts }: { facts: SetupFacts }) {
  if (facts.hasPlans) return null;
  return (
    <div className="setup-next">
      <Notice tone="good" title="The practice can be booked.">
        A scheduler enters the patients or imports them, a physician makes a plan, and its sessions are booked
        from it.
      </Notice>
    </div>
  );
}
