import { Form } from "@remix-run/react";
import { useRef, useState } from "react";
import { whyNotSign } from "~/domain/record";
import { injectionCount, readDraft, type Typed } from "~/domain/record-draft";
import { wallClock } from "~/domain/wall-clock";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, TextAreaField } from "~/ui/field";
import { refusalSentence, textOf, type Faults, type Reply } from "~/words/faults";
import { signFaultWords } from "~/words/records";
import { ClosingPart } from "./closing-part";
import { DraftNotices } from "./draft-notices";
import { InjectionFields } from "./injection-fields";
import { Laterality } from "./laterality";
import { OpeningPart } from "./opening-part";
import { SignBar } from "./sign-bar";
import type { KeptAt } from "./kept-draft";
import { useDraft } from "./use-draft";
import { withoutInjection } from "./without-injection";
import type { RecordView } from "./view";

interface RecordFormProps {
  record: RecordView;
  opened: Typed;
  at: KeptAt;
  /** At least so many injections. */
  rows: number;
  reply: Reply;
}

/** A record at the chairside: consent and time-out first, saved as one types, signed at its foot. */
export function RecordForm({ record, opened, at, rows: wanted, reply }: RecordFormProps) {
  const { session, clinic, facts, lots } = record;
  const sent = reply && !reply.ok ? ("faults" in reply ? reply.faults.values : reply.values) : null;
  const [shown, setShown] = useState<{ typed: Typed; key: number }>({ typed: sent ?? opened, key: 0 });
  const [typed, setTyped] = useState<Typed>(shown.typed);
  const [rows, setRows] = useState(Math.max(1, wanted, injectionCount(shown.typed)));
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft({ at, form, opened, version: record.version });
  const read = readDraft(typed);
  const faults = whyNotSign(read, facts);
  const faultyFields = sent && reply && !reply.ok ? messagesOf(reply, faults, clinic.zone) : {};
  const shownFaults: Faults = { values: shown.typed, errors: faultyFields };
  const isFluoroscoped =
    session.device.kind === "fluoroscope" ||
    read.injections.some(({ guidance }) => guidance === "fluoroscope") ||
    read.fluoroscopySeconds !== null;

  function nowMinute() {
    const { day, minutes } = wallClock(new Date(), clinic.zone);
    return day === session.day && draft.isLive ? minutes : null;
  }
  /** The fields begin anew from these. */
  function show(next: Typed) {
    setShown({ typed: next, key: shown.key + 1 });
    setTyped(next);
    setRows(Math.max(1, injectionCount(next)));
    draft.setTyped(next);
  }

  return (
    <>
      <DraftNotices
        draft={draft}
        zone={clinic.zone}
        sessionId={session.id}
        onRestore={(kept) => {
          draft.takeKept();
          show(kept);
        }}
      />
      <ErrorSummary errors={faultyFields} title="This was not signed or saved" />
      <Form
        method="post"
        action={paths.sessionRecord(session.id)}
        ref={form}
        noValidate
        className="record-form"
        onInput={() => setTyped(draft.changed())}
      >
        <fieldset className="record-fields" disabled={draft.kept !== null}>
          <input type="hidden" name="version" value={draft.version} />
          <input type="hidden" name="tab" value={draft.tab} />
          <Laterality draft={read} facts={facts} />
          <div key={shown.key} className="record-fields">
            {facts.signed && (
              <section className="record-part" aria-labelledby="amendment">
                <h2 id="amendment">Amendment</h2>
                <TextAreaField
                  label="Why the signed record is amended"
                  name="amendReason"
                  maxLength={500}
                  rows={2}
                  hint="What was signed stays, with both versions side by side."
                  defaultValue={textOf(shownFaults, "amendReason")}
                  errors={faultyFields["amendReason"]}
                />
              </section>
            )}
            <OpeningPart faults={shownFaults} nowMinute={nowMinute} />
            <section className="record-part" aria-labelledby="injections-title">
              <h2 id="injections-title">Injections</h2>
              <Field
                label="Skin numbing"
                name="skinNumbing"
                optional
                maxLength={120}
                autoComplete="off"
                hint="Apart from the anesthetic in the mixture: Lidocaine 1 %, 2 ml."
                defaultValue={textOf(shownFaults, "skinNumbing")}
                errors={faultyFields["skinNumbing"]}
              />
              {Array.from({ length: rows }, (_, index) => (
                <InjectionFields
                  key={index}
                  index={index}
                  faults={shownFaults}
                  lots={lots}
                  day={facts.day}
                  onRemove={draft.isLive && rows > 1 ? () => show(withoutInjection(typed, index)) : null}
                />
              ))}
              {rows < 20 && (
                <Button
                  name="intent"
                  value="add"
                  icon="plus"
                  size="large"
                  onClick={(event) => {
                    event.preventDefault();
                    setRows(rows + 1);
                  }}
                >
                  Another injection
                </Button>
              )}
            </section>
            <ClosingPart
              faults={shownFaults}
              exposure={record.exposure}
              device={session.device}
              isFluoroscoped={isFluoroscoped}
            />
          </div>
          <SignBar draft={draft} faults={faults} isAmendment={facts.signed !== null} />
        </fieldset>
      </Form>
    </>
  );
}

/** Beside their fields, once it was tried to sign; until then the foot says what is missing. */
function messagesOf(
  reply: Exclude<Reply, { ok: true } | undefined>,
  faults: ReturnType<typeof whyNotSign>,
  zone: string,
): Record<string, string[]> {
  if ("faults" in reply) return reply.faults.errors;
  if (reply.refusal.code !== "cannot-sign") return { "": [refusalSentence(reply.refusal, zone)] };
  const messages: Record<string, string[]> = {};
  for (const fault of faults) (messages[fault.field] ??= []).push(signFaultWords(fault));
  return messages;
}
