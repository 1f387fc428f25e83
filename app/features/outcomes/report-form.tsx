import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { activities, ratings, redFlags, selfCares } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { Checkboxes, NumberScale, RadioCards } from "~/ui/choices";
import { SelectField, TextAreaField } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { UiWords } from "~/ui/ui-words";
import { channelWords } from "~/words/en";
import { askedWhenInside, dueWords, languageWords, placeWords } from "~/words/outcomes";
import { reportLanguages, reportWords } from "~/words/report-form";
import type { ReportFormWords } from "~/words/report-form/words";
import { deskChannels, type DeskReport, type PlanReports } from "./report";

export interface ReportFaults {
  errors: Record<string, string[]>;
  values: Record<string, string | string[]>;
}

interface ReportFormProps extends ReportFaults {
  desk: PlanReports;
  report: DeskReport;
  /** The patient is on the phone: so the answers come. */
  isCall: boolean;
}

/** One report's questions, to read aloud or to hand over; and the ways to say that there will be no answers. */
export function ReportForm({ desk, report, isCall, errors, values }: ReportFormProps) {
  const busy = useNavigation().state === "submitting";
  const action = paths.planReport(desk.planId, { report: report.id });
  const chosen = (name: string) => [values[name] ?? []].flat();
  const typed = (name: string) => chosen(name)[0];
  const [language, setLanguage] = useState(typed("language") ?? desk.patient.language);
  const words = reportWords(language);
  const isBaseline = report.timePoint === "baseline";
  const isEarly = report.timePoint === "72-hours";
  const isSoFar = isEarly || report.timePoint === "before-session";
  return (
    <section className="report-form" aria-labelledby="report-asked">
      <h2 id="report-asked">
        {placeWords(desk.region, desk.side)}, {askedWhenInside(report)}
      </h2>
      <p className="report-lead">{dueWords(report, desk.today)}</p>
      <p className="report-lead">
        Read the questions as they stand, or hand the screen over. Every answer helps, a poor result just as
        much as a good one.
      </p>
      <LinkButton icon="link" href={paths.planReportLink(desk.planId, { report: report.id })}>
        Let the patient answer: link, tablet or paper
      </LinkButton>
      <Form method="post" action={action} noValidate className="report-questions">
        <input type="hidden" name="version" value={report.version} />
        <SelectField
          label="In which language?"
          name="language"
          hint={`The questions below follow it, in ${reportLanguages.map(({ name }) => name).join(" or ")}.`}
          options={languages(desk.patient.language)}
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value)}
          errors={errors["language"]}
        />
        <UiWords.Provider value={words}>
          <div lang={words.code} className="report-questions">
            {!isBaseline && (
              <RadioCards
                legend={isSoFar ? words.rating.legendEarly : words.rating.legend}
                hint={isEarly ? words.rating.hintEarly : undefined}
                name="rating"
                options={ratings.map((value) => ({ value, label: words.rating.words[value] }))}
                defaultValue={typed("rating")}
                errors={errors["rating"]}
              />
            )}
            <NumberScale
              legend={words.pain.legend}
              name="pain"
              from={0}
              to={10}
              fromMeans={words.pain.least}
              toMeans={words.pain.most}
              defaultValue={typed("pain")}
              errors={errors["pain"]}
            />
            <RedFlags words={words.call} phone={desk.clinic.phone} />
            {!isBaseline && (
              <>
                <Checkboxes
                  legend={words.activities.legend}
                  name="activities"
                  hint={words.activities.hint}
                  options={activities.map((value) => ({ value, label: words.activities.words[value] }))}
                  chosen={chosen("activities")}
                  errors={errors["activities"]}
                />
                <RadioCards
                  legend={words.selfCare.legend}
                  name="selfCare"
                  optional
                  inline
                  options={selfCares.map((value) => ({ value, label: words.selfCare.words[value] }))}
                  defaultValue={typed("selfCare")}
                  errors={errors["selfCare"]}
                />
                <Checkboxes
                  legend={words.redFlags.legend}
                  name="redFlags"
                  hint={words.redFlags.hint}
                  options={redFlags.map((value) => ({ value, label: words.redFlags.words[value] }))}
                  chosen={chosen("redFlags")}
                  errors={errors["redFlags"]}
                />
                <TextAreaField
                  label={words.adverseEffects.label}
                  name="adverseEffects"
                  optional
                  hint={words.adverseEffects.hint}
                  maxLength={2000}
                  defaultValue={typed("adverseEffects")}
                  errors={errors["adverseEffects"]}
                />
              </>
            )}
            <TextAreaField
              label={words.remarks.label}
              name="remarks"
              optional
              maxLength={2000}
              defaultValue={typed("remarks")}
              errors={errors["remarks"]}
            />
          </div>
        </UiWords.Provider>
        {!isBaseline && (
          <p className="report-fate">
            <Icon name="phone" />
            Whatever is chosen that cannot wait alerts the clinic: a physician calls the patient.
          </p>
        )}
        <RadioCards
          legend="How did the answers come?"
          name="channel"
          inline
          options={deskChannels.map((value) => ({ value, label: channelWords[value] }))}
          defaultValue={typed("channel") ?? (isCall ? "phone" : undefined)}
          errors={errors["channel"]}
        />
        <p className="report-fate">
          <Icon name="lock" />
          The answers go to this clinic’s physicians and into the practice’s outcome figures. Once saved, the
          desk sees only that the report was answered, and nobody can change what it says.
        </p>
        <div className="report-end">
          <Button variant="primary" size="large" name="intent" value="answer" busy={busy}>
            Save the answers
          </Button>
          <LinkButton variant="quiet" size="large" href={paths.planReport(desk.planId)}>
            All reports
          </LinkButton>
        </div>
      </Form>
      <NoAnswers report={report} action={action} busy={busy} />
    </section>
  );
}

const languages = (own: string) =>
  [...new Set([...Object.keys(languageWords), own])].map((value) => ({
    value,
    label: languageWords[value] ?? value,
  }));

function RedFlags({ words, phone }: { words: ReportFormWords["call"]; phone: string }) {
  return (
    <aside className="red-flags">
      <Icon name="phone" />
      <p>
        {words.ask}{" "}
        {phone ? (
          <>
            {words.now} <a href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{phone}</a>
          </>
        ) : (
          words.noPhone
        )}
      </p>
    </aside>
  );
}

function NoAnswers({ report, action, busy }: { report: DeskReport; action: string; busy: boolean }) {
  if (!report.mayDecline && !report.mayGiveUp) return null;
  return (
    <Form method="post" action={action} className="report-none">
      <input type="hidden" name="version" value={report.version} />
      <h3>No answers?</h3>
      <p>Both count as “no reply” in the figures. Either can be taken up again while the report is open.</p>
      <div className="report-end">
        {report.mayDecline && (
          <Button size="large" name="intent" value="decline" busy={busy}>
            The patient declines
          </Button>
        )}
        {report.mayGiveUp && (
          <Button size="large" name="intent" value="give-up" busy={busy}>
            Could not be reached
          </Button>
        )}
      </div>
    </Form>
  );
}
