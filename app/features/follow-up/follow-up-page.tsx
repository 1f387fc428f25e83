import { Form, useSubmit } from "@remix-run/react";
import { wallClock, type Zone } from "~/domain/wall-clock";
import { stoodWords, zoneName } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { Page, PageBand } from "~/ui/page";
import { SelectMenu } from "~/ui/select-menu";
import { Tabs } from "~/ui/tabs";
import { timePointWords } from "~/words/en";
import type { Faults } from "~/words/faults";
import { countOf } from "~/words/patients";
import { percent } from "~/words/outcomes";
import { CallItem } from "./call-item";
import { DoneToast, type Done } from "./done-toast";
import { calledPoints, type FollowUpFilter } from "./filter";
import { walkCalls } from "./keys";
import type { ResponseNow, Worklist } from "./view";
import { WaitingItem } from "./waiting-item";
import "./follow-up.css";

interface FollowUpPageProps {
  list: Worklist;
  filter: FollowUpFilter;
  /** In the address, so that links keep it; null where all are shown. */
  clinicId: string | null;
  severalClinics: boolean;
  zone: Zone;
  now: Date;
  done: Done | null;
  faults: Faults;
}

/** Who to call today for their report, and why; and who is waited for. */
export function FollowUpPage(props: FollowUpPageProps) {
  const { list, filter, clinicId, severalClinics, zone, now, done, faults } = props;
  const kept = { ...(clinicId && { clinic: clinicId }), ...(filter.point && { point: filter.point }) };
  const waits = filter.show === "waiting";
  const shown = waits ? list.waiting.length : list.calls.length;
  const more = (waits ? list.waitingCount : list.callCount) - shown;
  return (
    <Page
      title="Follow-up"
      meta={`${countOf(list.callCount, "patient")} to call today`}
      tools={
        !waits &&
        list.calls.length > 0 && (
          <Button type="button" variant="quiet" icon="print" onClick={() => window.print()}>
            Call sheet
          </Button>
        )
      }
      bands={
        <>
          <Tabs
            label="Which reports"
            tabs={[
              { href: paths.followUp(kept), label: "Call today", count: list.callCount, current: !waits },
              {
                href: paths.followUp({ ...kept, show: "waiting" }),
                label: "Waiting",
                count: list.waitingCount,
                current: waits,
              },
            ]}
          />
          <PageBand label="Filters and answers so far">
            <Filters filter={filter} clinicId={clinicId} />
            <Response response={list.response} />
          </PageBand>
        </>
      }
    >
      <ErrorSummary errors={faults.errors} title="Nothing was noted" />
      {!list.isMailSetUp && (
        <Notice title="Mail is not set up.">
          Nobody is mailed a link or a reminder: whoever is due is called, or handed a link from their plan’s
          page. An administrator sets <code>SMTP_URL</code>.
        </Notice>
      )}
      {shown === 0 ? (
        <Nothing filter={filter} />
      ) : (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys on their way up from the rows' links
        <ol className="calls" onKeyDown={walkCalls}>
          {waits
            ? list.waiting.map((row) => (
                <WaitingItem key={row.reportId} row={row} severalClinics={severalClinics} now={now} />
              ))
            : list.calls.map((row) => (
                <CallItem
                  key={row.reportId}
                  row={row}
                  severalClinics={severalClinics}
                  now={now}
                  faults={faults}
                />
              ))}
        </ol>
      )}
      {more > 0 && <p className="calls-more">{more} more; the most urgent are shown.</p>}
      <p className="calls-stood">
        {stoodWords(wallClock(now, zone).day, wallClock(now, zone).minutes, zoneName(now, zone, "short"))}
      </p>
      <DoneToast done={done} />
    </Page>
  );
}

function Filters({ filter, clinicId }: { filter: FollowUpFilter; clinicId: string | null }) {
  const submit = useSubmit();
  return (
    <Form
      method="get"
      action={paths.followUp()}
      aria-label="Filters"
      className="calls-filter"
      key={filter.point}
      onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
    >
      {clinicId && <input type="hidden" name="clinic" value={clinicId} />}
      {filter.show === "waiting" && <input type="hidden" name="show" value="waiting" />}
      <SelectMenu
        label="Report"
        name="point"
        any="All"
        defaultValue={filter.point ?? ""}
        options={calledPoints.map((value) => ({ value, label: timePointWords[value] }))}
      />
      <noscript>
        <Button>Show</Button>
      </noscript>
    </Form>
  );
}

/** How many have answered of those who can today: that they did, never what. */
function Response({ response }: { response: readonly ResponseNow[] }) {
  if (response.length === 0) return null;
  return (
    <dl className="calls-response">
      <dt className="calls-response-what">Answered, of the reports open now</dt>
      {response.map(({ timePoint, answered, due }) => (
        <div key={timePoint}>
          <dt>{timePointWords[timePoint]}</dt>
          <dd>
            {answered} of {due} <span>({percent(answered / due)} %)</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Nothing({ filter }: { filter: FollowUpFilter }) {
  if (filter.point) {
    return (
      <EmptyState
        title="Nobody for this report."
        action={
          <LinkButton href={paths.followUp(filter.show === "waiting" ? { show: "waiting" } : {})}>
            Show all
          </LinkButton>
        }
      >
        Other time points may have somebody.
      </EmptyState>
    );
  }
  return filter.show === "waiting" ? (
    <EmptyState title="Nobody is waited for.">
      Whoever was mailed a link stands here until they answer or are to be called.
    </EmptyState>
  ) : (
    <EmptyState
      title="Nobody is to be called today."
      action={<LinkButton href={paths.followUp({ show: "waiting" })}>See who is waited for</LinkButton>}
    >
      Patients stand here once their report is due and no mail brings it: soonest lost first.
    </EmptyState>
  );
}
