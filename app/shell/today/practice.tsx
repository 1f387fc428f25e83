import { dayWithYear, whenWords } from "~/domain/words-of-time";
import type { Zone } from "~/domain/wall-clock";
import type { RestoreWords } from "~/features/backups/words";
import type { SetupFacts } from "~/features/settings/setup";
import { SetupSteps } from "~/features/settings/setup-steps";
import { HandItem } from "~/features/today/hands";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import type { Attention, PracticeFacts } from "./attention";

export interface PracticeData {
  clinics: { id: string; name: string; sessions: number; performed: number; displaced: number }[];
  zone: Zone;
  trail: PracticeFacts["trail"];
  refusedSignIns: number;
  attention: Attention[];
  /** Those that end soon, or have. */
  certifications: { id: string; name: string; certifiedUntil: string }[];
  openStreams: number;
  backups: RestoreWords;
  /** What a booking still needs, until the practice works. */
  setup: SetupFacts | null;
}

/** Today for administrators: the practice in counts, accounts that wait, sign-ins, health. No patient. */
export function PracticeToday({ data }: { data: PracticeData }) {
  return (
    <div className="today">
      <section className="today-main" aria-labelledby="practice">
        {data.setup && <SetupSteps facts={data.setup} />}
        <h2 id="practice">
          Sessions today
          <a href={paths.forecast()}>The next twelve weeks</a>
        </h2>
        {data.clinics.length === 0 && <p className="today-quiet">There is no clinic yet.</p>}
        <ul className="figures">
          {data.clinics.map((clinic) => (
            <li key={clinic.id}>
              <a href={paths.clinic(clinic.id)}>{clinic.name}</a>
              <span className="numeric">
                {clinic.performed} of {clinic.sessions} performed
                {clinic.displaced > 0 && `, ${clinic.displaced} displaced`}
              </span>
            </li>
          ))}
        </ul>
        <h2>Health</h2>
        <ul className="figures">
          <li>
            Database <span>answers</span>
          </li>
          <li>
            Browsers with live updates <span className="numeric">{data.openStreams}</span>
          </li>
          <li>
            Sign-ins refused in 24 hours <span className="numeric">{data.refusedSignIns}</span>
          </li>
          <li>
            Backup <span className="numeric">{data.backups.health}</span>
          </li>
          <li>
            Audit trail <span>{trailWords(data)}</span>
          </li>
        </ul>
      </section>
      <section className="today-side" aria-labelledby="accounts-waiting">
        <h2 id="accounts-waiting">Needs a hand</h2>
        <ul className="hands">
          {data.attention.map(({ href, action, ...item }) => (
            <HandItem
              key={item.title}
              {...item}
              action={
                <LinkButton size="small" href={href}>
                  {action}
                </LinkButton>
              }
            />
          ))}
          {data.backups.hand && (
            <HandItem
              icon="backup"
              tone={data.backups.hand.tone}
              title={data.backups.hand.title}
              note={data.backups.hand.note}
            />
          )}
          {data.certifications.map(({ id, name, certifiedUntil }) => (
            <HandItem
              key={id}
              icon="physician"
              tone="warn"
              title={name}
              note={`Certification ends ${dayWithYear(certifiedUntil)}`}
              action={
                <LinkButton size="small" href={paths.account(id)}>
                  Open account
                </LinkButton>
              }
            />
          ))}
        </ul>
        {data.attention.length + data.certifications.length === 0 && !data.backups.hand && (
          <p className="today-quiet">Nothing waits for you.</p>
        )}
      </section>
    </div>
  );
}

function trailWords({ trail: { sealedAt, verified }, zone }: PracticeData): string {
  const sealed = sealedAt ? `sealed ${whenWords(sealedAt, zone)}` : "not sealed yet";
  return `${sealed}; ${verified ? `verified ${whenWords(verified.at, zone)}` : "not verified yet"}`;
}
