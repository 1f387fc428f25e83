import { useEffect } from "react";
import { diffRecords } from "~/domain/record-diff";
import { minutesToClock, whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { DefinitionList } from "~/ui/definition-list";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import { guidanceWords, regionSide, sideWords } from "~/words/en";
import {
  changeWords,
  complicationWords,
  decisionWords,
  exposureWords,
  findingWords,
  mixtureWords,
  placementWords,
  valueWords,
} from "~/words/records";
import { addOn } from "~/domain/fluoroscopy";
import { forgetDraft } from "./kept-draft";
import type { RecordView, SignedVersion } from "./view";

/** What was signed, to read and to print; then every amendment, with what it changed. */
export function SignedRecord({ record, accountId }: { record: RecordView; accountId: string }) {
  const { session, clinic, versions, saved } = record;
  const [standing] = versions;
  useEffect(() => {
    if (!saved) forgetDraft({ accountId, sessionId: session.id });
  }, [accountId, session.id, saved]);
  if (!standing) return null;
  const { content } = standing;
  return (
    <article className="signed">
      <p className="signed-by">
        Signed by {standing.signedBy}, {whenWords(standing.signedAt, clinic.zone)}
        {standing.number > 1 && `, version ${standing.number}`}
      </p>
      <DefinitionList facts={factsOf(record, standing)} />
      <Section title="Injections" meta={String(content.injections.length)}>
        <Injections record={record} version={standing} />
      </Section>
      {content.note && (
        <Section title="Note">
          <p className="signed-note">{content.note}</p>
        </Section>
      )}
      {versions.length > 1 && (
        <Section title="Amendments" meta="The newest first">
          {versions.slice(0, -1).map((version, index) => {
            const before = versions[index + 1];
            return before ? (
              <Amendment key={version.number} before={before} after={version} record={record} />
            ) : null;
          })}
        </Section>
      )}
    </article>
  );
}

function Injections({ record, version }: { record: RecordView; version: SignedVersion }) {
  return (
    <ol className="signed-injections">
      {version.content.injections.map((injection, index) => (
        <li key={index}>
          <strong>
            {injection.structure}, {sideWords[injection.side]}
          </strong>
          <span>
            {injection.ml} ml of {mixtureWords(injection)}
          </span>
          <span>
            {guidanceWords[injection.guidance]}, {placementWords[injection.placement].toLowerCase()}
          </span>
          <a href={paths.lot(injection.lotId)}>{lotNames(record)(injection.lotId)}</a>
        </li>
      ))}
    </ol>
  );
}

function Amendment({
  before,
  after,
  record,
}: {
  before: SignedVersion;
  after: SignedVersion;
  record: RecordView;
}) {
  const lotName = lotNames(record);
  return (
    <section className="amendment" aria-label={`Version ${after.number}`}>
      <Notice icon="history" title={`Version ${after.number}: “${after.amendReason}”`}>
        {after.signedBy}, {whenWords(after.signedAt, record.clinic.zone)}. Version {before.number} was signed
        by {before.signedBy}, {whenWords(before.signedAt, record.clinic.zone)}.
      </Notice>
      <table className="amendment-changes">
        <thead>
          <tr>
            <th scope="col">Changed</th>
            <th scope="col">Version {before.number}</th>
            <th scope="col">Version {after.number}</th>
          </tr>
        </thead>
        <tbody>
          {diffRecords(before.content, after.content).map((change) => (
            <tr key={`${change.injection} ${change.field}`}>
              <th scope="row">{changeWords(change)}</th>
              <td>
                <del>{valueWords(change.field, change.before, lotName)}</del>
              </td>
              <td>
                <ins>{valueWords(change.field, change.after, lotName)}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const lotNames = (record: RecordView) => (id: string) => {
  const lot = record.lots.find((each) => each.id === id);
  return lot ? `${lot.product}, lot ${lot.lotNumber}, until ${lot.expiresOn}` : "a lot";
};

function factsOf({ exposure, session }: RecordView, { content }: SignedVersion) {
  const { fluoroscopySeconds: seconds, fluoroscopyMgy: mGy } = content;
  const findings = content.findings.map((finding) => findingWords[finding]).join(", ");
  const after = (sum: typeof exposure.patient) =>
    exposureWords(addOn(sum, { seconds: seconds ?? 0, mGy: mGy ?? 0 }));
  return [
    {
      label: "Consent",
      value: `${minutesToClock(content.consentMinute)}, form ${content.consentForm}, taken by ${content.consentBy}`,
    },
    {
      label: "Time-out",
      value: `${minutesToClock(content.timeOutMinute)}, ${regionSide(content.region, content.side).toLowerCase()} confirmed`,
    },
    {
      label: "Screening",
      value: `${findings || "Nothing found"}. ${decisionWords[content.decision]}${content.decisionReason ? `: ${content.decisionReason}` : ""}`,
    },
    ...(content.skinNumbing ? [{ label: "Skin numbing", value: content.skinNumbing }] : []),
    ...(seconds === null
      ? []
      : [
          {
            label: "Fluoroscopy",
            value: `${seconds} s, ${mGy} mGy. This patient, at your clinics: ${after(exposure.patient)}.${exposure.device ? ` ${session.device.name}: ${after(exposure.device)}.` : ""}`,
          },
        ]),
    { label: "Pain", value: `${content.painBefore} before, ${content.painAfter} after, of 10` },
    {
      label: "Complication",
      value: `${complicationWords[content.complication]}${content.complicationNote ? `: ${content.complicationNote}` : ""}`,
    },
  ];
}
