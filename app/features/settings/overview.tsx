import { dayWithYear } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Section } from "~/ui/page";
import type { SetupFacts } from "./setup";
import { SetupSteps } from "./setup-steps";
import "./settings.css";

export interface OverviewProps extends SetupFacts {
  accounts: number;
  assumedProtocols: number;
  timeOff: number;
  attention: { id: string; name: string; noPassword: boolean; certifiedUntil: string | null }[];
  today: string;
}

export function Overview(props: OverviewProps) {
  const { clinics, accounts, physicians, physiciansWithoutHours, assumedProtocols, timeOff, attention } =
    props;
  const rooms = clinics.reduce((sum, clinic) => sum + clinic.rooms, 0);
  const devices = clinics.reduce((sum, clinic) => sum + clinic.devices, 0);
  return (
    <>
      <SetupSteps facts={props} />
      <Section title="The practice">
        <ul className="overview">
          <li>
            <a href={paths.clinics()}>Clinics</a>
            <p>{`${counted(clinics.length, "clinic")} with ${counted(rooms, "room")} and ${counted(devices, "device")}`}</p>
          </li>
          <li>
            <a href={paths.accounts()}>Accounts</a>
            <p>{`${counted(accounts, "active account")}, ${counted(physicians, "physician")} among them`}</p>
          </li>
          <li>
            <a href={paths.hours()}>Working hours</a>
            <p>{hoursWords(physicians, physiciansWithoutHours)}</p>
          </li>
          <li>
            <a href={paths.protocols()}>Protocols</a>
            <p>
              {assumedProtocols > 0
                ? `${counted(assumedProtocols, "region")} still on our starting values`
                : "All regions on the practice’s own figures"}
            </p>
          </li>
          <li>
            <a href={paths.timeOff()}>Time off</a>
            <p>
              {timeOff > 0 ? `${counted(timeOff, "entry", "entries")} now or to come` : "Nothing to come"}
            </p>
          </li>
        </ul>
      </Section>
      {attention.length > 0 && (
        <Section title="Accounts that wait for somebody" meta={String(attention.length)}>
          <ul className="places">
            {attention.map((account) => (
              <li key={account.id} className="attention">
                <a href={paths.account(account.id)} className="place-name">
                  {account.name}
                </a>
                <span className="place-what">{whyAttention(account, props.today)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function hoursWords(physicians: number, without: number): string {
  if (physicians === 0) return "No physician yet";
  return without > 0 ? `${counted(without, "physician")} without hours` : "Every physician has hours";
}

function whyAttention(
  { noPassword, certifiedUntil }: OverviewProps["attention"][number],
  today: string,
): string {
  const ended = certifiedUntil !== null && certifiedUntil < today;
  const certification = certifiedUntil
    ? `Certification ${ended ? "ended" : "ends"} ${dayWithYear(certifiedUntil)}`
    : "";
  return [noPassword && "No password yet: hand them a link", certification].filter(Boolean).join(". ");
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
