import { dayWithYear } from "~/domain/words-of-time";
import type { RestoreWords } from "~/features/backups/words";
import type { SetupFacts } from "~/features/settings/setup";
import { SetupSteps } from "~/features/settings/setup-steps";
import { HandItem } from "~/features/today/hands";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";

export interface PracticeData {
  clinics: { id: string; name: string; sessions: number; performed: number; displaced: number }[];
  refusedSignIns: number;
  accounts: { id: string; name: string; noPassword: boolean; certifiedUntil: string | null }[];
  openStreams: number;
  backups: RestoreWords;
  /** What a booking still needs, until the practice works. */
  setup: SetupFacts | null;
}

/** Enough refused sign-ins in a day that somebody should ask why. */
const manyRefused = 20;

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
        </ul>
      </section>
      <section className="today-side" aria-labelledby="accounts-waiting">
        <h2 id="accounts-waiting">Needs a hand</h2>
        <ul className="hands">
          {data.refusedSignIns >= manyRefused && (
            <HandItem
              icon="shield"
              tone="warn"
              title={`${data.refusedSignIns} sign-ins were refused since yesterday`}
              note="Somebody may be guessing passwords, or a person may need a new link"
            />
          )}
          {data.backups.hand && (
            <HandItem
              icon="backup"
              tone={data.backups.hand.tone}
              title={data.backups.hand.title}
              note={data.backups.hand.note}
            />
          )}
          {data.accounts.map((account) => (
            <HandItem
              key={account.id}
              icon={account.noPassword ? "key" : "physician"}
              tone="warn"
              title={account.name}
              note={
                account.noPassword
                  ? "Has not set a password yet"
                  : `Certification ends ${account.certifiedUntil ? dayWithYear(account.certifiedUntil) : "soon"}`
              }
              action={
                <LinkButton size="small" href={paths.account(account.id)}>
                  Open account
                </LinkButton>
              }
            />
          ))}
        </ul>
        {data.accounts.length === 0 && data.refusedSignIns < manyRefused && !data.backups.hand && (
          <p className="today-quiet">Nothing waits for you.</p>
        )}
      </section>
    </div>
  );
}
