import { activities, ratings, redFlags, selfCares, type TimePoint } from "~/domain/vocabulary";
import { Checkboxes, RadioCards } from "~/ui/choices";
import { TextAreaField } from "~/ui/field";
import { SlideScale } from "~/ui/slide-scale";
import type { ReportFormWords } from "~/words/report-form/words";
import { CallAside, CallNow } from "./call";

export interface QuestionsProps {
  words: ReportFormWords;
  timePoint: TimePoint;
  phone: string;
  errors: Record<string, string[]>;
  values: Record<string, string | string[]>;
}

const typed = (values: QuestionsProps["values"], name: string) => [values[name] ?? []].flat();

/** The result and the pain. Nothing is chosen before the patient has chosen it. */
export function FirstQuestions({ words, timePoint, phone, errors, values }: QuestionsProps) {
  const isEarly = timePoint === "72-hours";
  const isSoFar = isEarly || timePoint === "before-session";
  return (
    <>
      {timePoint !== "baseline" && (
        <RadioCards
          legend={isSoFar ? words.rating.legendEarly : words.rating.legend}
          hint={isEarly ? words.rating.hintEarly : undefined}
          name="rating"
          options={ratings.map((value) => ({ value, label: words.rating.words[value] }))}
          defaultValue={typed(values, "rating")[0]}
          errors={errors["rating"]}
        />
      )}
      <SlideScale
        legend={words.pain.legend}
        name="pain"
        from={0}
        to={10}
        fromMeans={words.pain.least}
        toMeans={words.pain.most}
        defaultValue={typed(values, "pain")[0]}
        errors={errors["pain"]}
      />
      <CallAside words={words.call} phone={phone} />
    </>
  );
}

/** Activities, self-care, and what was unwanted. Whatever cannot wait says at once whom to call. */
export function SecondQuestions({ words, phone, errors, values }: QuestionsProps) {
  return (
    <>
      <Checkboxes
        name="activities"
        legend={words.activities.legend}
        hint={words.activities.hint}
        options={activities.map((value) => ({ value, label: words.activities.words[value] }))}
        chosen={typed(values, "activities")}
        errors={errors["activities"]}
      />
      <RadioCards
        legend={words.selfCare.legend}
        name="selfCare"
        optional
        options={selfCares.map((value) => ({ value, label: words.selfCare.words[value] }))}
        defaultValue={typed(values, "selfCare")[0]}
        errors={errors["selfCare"]}
      />
      <div className="red-flag-question">
        <Checkboxes
          name="redFlags"
          legend={words.redFlags.legend}
          hint={words.redFlags.hint}
          options={redFlags.map((value) => ({ value, label: words.redFlags.words[value] }))}
          chosen={typed(values, "redFlags")}
          errors={errors["redFlags"]}
        />
        <div className="call-now" role="alert">
          <CallNow words={words.call} phone={phone} />
        </div>
      </div>
      <TextAreaField
        label={words.adverseEffects.label}
        name="adverseEffects"
        optional
        hint={words.adverseEffects.hint}
        defaultValue={typed(values, "adverseEffects")[0]}
        errors={errors["adverseEffects"]}
      />
    </>
  );
}

export function Remarks({ words, errors, values }: Pick<QuestionsProps, "words" | "errors" | "values">) {
  return (
    <TextAreaField
      label={words.remarks.label}
      name="remarks"
      optional
      hint={words.remarks.hint}
      defaultValue={typed(values, "remarks")[0]}
      errors={errors["remarks"]}
    />
  );
}
