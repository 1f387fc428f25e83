import { Icon } from "~/ui/icon";
import type { ReportFormWords } from "~/words/report-form/words";

interface CallProps {
  words: ReportFormWords["call"];
  phone: string;
}

/** Whom to call, said before anything is answered. */
export function CallAside({ words, phone }: CallProps) {
  return (
    <aside className="patient-call">
      <Icon name="phone" />
      <p>
        {words.ask} <WhomToCall words={words} phone={phone} />
      </p>
    </aside>
  );
}

/** Whom to call now, since something cannot wait. */
export function CallNow({ words, phone, isSent = false }: CallProps & { isSent?: boolean }) {
  return (
    <>
      <Icon name="phone" />
      <div>
        <p className="call-now-title">{words.title}</p>
        <p>{words.text}</p>
        {phone ? (
          <a className="call-now-number" href={dial(phone)}>
            {words.now} {phone}
          </a>
        ) : (
          <p>
            <strong>{words.noPhone}</strong>
          </p>
        )}
        <p>{words.emergency}</p>
        {isSent && <p>{words.afterSending}</p>}
      </div>
    </>
  );
}

function WhomToCall({ words, phone }: CallProps) {
  if (!phone) return words.noPhone;
  return (
    <>
      {words.now} <a href={dial(phone)}>{phone}</a>
    </>
  );
}

export const dial = (phone: string) => `tel:${phone.replace(/[^+\d]/g, "")}`;
