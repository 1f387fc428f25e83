import { paths } from "~/paths";
import { DefinitionList } from "~/ui/definition-list";
import { Section } from "~/ui/page";
import { stopReasonWords } from "~/words/en";
import { structureKindWords } from "~/words/plans";
import type { Clinical } from "./plan";

interface ClinicalFactsProps {
  clinical: Clinical;
  planId: string;
  mayEdit: boolean;
}

/** The physicians’ part of a plan; it is in no other role's page. */
export function ClinicalFacts({ clinical, planId, mayEdit }: ClinicalFactsProps) {
  const { diagnosis, structures, goal, baselinePain, symptomMonths, baselineFunction, notes, stopReason } =
    clinical;
  return (
    <Section
      title="Clinical"
      meta="Physicians only"
      actions={mayEdit && <a href={paths.planEdit(planId)}>Edit</a>}
    >
      <DefinitionList
        facts={[
          ...(stopReason ? [{ label: "Stopped because", value: stopReasonWords[stopReason] }] : []),
          { label: "Diagnosis", value: <Prose>{diagnosis}</Prose> },
          {
            label: "Structures",
            value:
              structures.length === 0 ? (
                <Prose>{""}</Prose>
              ) : (
                <ul>
                  {structures.map(({ kind, name }) => (
                    <li key={`${kind} ${name}`}>
                      {name} ({structureKindWords[kind].toLowerCase()})
                    </li>
                  ))}
                </ul>
              ),
          },
          { label: "Goal", value: <Prose>{goal}</Prose> },
          { label: "Baseline pain", value: baselinePain ?? <Prose>{""}</Prose> },
          {
            label: "Symptoms for",
            value:
              symptomMonths === null ? (
                <Prose>{""}</Prose>
              ) : (
                `${symptomMonths} ${symptomMonths === 1 ? "month" : "months"}`
              ),
          },
          { label: "Baseline function", value: <Prose>{baselineFunction}</Prose> },
          { label: "Notes", value: <Prose>{notes}</Prose> },
        ]}
      />
    </Section>
  );
}

const Prose = ({ children }: { children: string }) =>
  children ? (
    <span className="plan-prose">{children}</span>
  ) : (
    <span className="cell-quiet">Not written down</span>
  );
