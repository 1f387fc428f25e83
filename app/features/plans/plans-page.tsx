import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Page } from "~/ui/page";
import { Pager } from "~/ui/pager";
import { Toast, ToastRegion } from "~/ui/toast";
import { guidanceWords, timePointWords } from "~/words/en";
import { textOf, type Faults } from "~/words/faults";
import { periodWords } from "~/words/outcomes";
import { plansMovedWords, planSortWords } from "~/words/plans";
import { BulkDialog } from "./bulk-dialog";
import type { PlanPreview } from "./bulk.server";
import { filterQuery, planColumns, type PlanColumn, type PlanFilter, type PlanShow } from "./filter";
import { PlanFilters } from "./plan-filters";
import { PlanTable } from "./plan-table";
import { HiddenFields } from "./hidden-fields";
import { ColumnChoice, PlanTabs, savedView } from "./plan-views";
import type { PlanRow } from "./row";
import { ViewFault, type SavedView } from "./saved-views";

const selectionForm = "plans-chosen";

export interface PlansPageProps {
  filter: PlanFilter;
  rows: PlanRow[];
  total: number;
  pageSize: number;
  counts: Record<PlanShow, number>;
  views: SavedView[];
  physicians: { id: string; name: string }[];
  /** The URL's clinic, or null where there is no choice. */
  clinic: string | null;
  clinicName: string;
  hasOneClinic: boolean;
  may: { write: boolean; hold: boolean; seePain: boolean };
  /** Several plans at once, before they are changed. */
  moved: { move: "hold" | "resume"; count: number } | null;
  bulk: { move: "hold" | "resume"; previews: PlanPreview[] } | null;
  faults: Faults;
}

export function PlansPage(props: PlansPageProps) {
  const {
    filter,
    rows,
    total,
    pageSize,
    counts,
    views,
    physicians,
    clinic,
    clinicName,
    may,
    bulk,
    moved,
    faults,
  } = props;
  const query = { ...filterQuery(filter), clinic };
  const here = paths.plans(query);
  const viewFaults = ["save-view", "rename-view"].includes(textOf(faults, "intent"));
  const offered = planColumns.filter(
    (column) => (column !== "pain" || may.seePain) && (column !== "clinic" || !props.hasOneClinic),
  );
  const hidden = hiddenColumns(filter, offered, rows);
  return (
    <Page
      title="Plans"
      flush
      tools={
        <>
          <LinkButton variant="quiet" icon="late" href={paths.drift()}>
            Drift
          </LinkButton>
          <ColumnChoice filter={filter} clinic={clinic} hidden={hidden} offered={offered} />
          <LinkButton variant="quiet" icon="download" href={paths.plansCsv({ ...query, page: null })}>
            CSV
          </LinkButton>
        </>
      }
      primary={
        may.write && (
          <LinkButton variant="primary" icon="plus" href={paths.planNew()}>
            New plan
          </LinkButton>
        )
      }
      bands={
        <>
          <PlanTabs filter={filter} clinic={clinic} counts={counts} views={views} actionHref={here} />
          <PlanFilters
            filter={filter}
            clinic={clinic}
            physicians={physicians}
            summary={summaryWords(total, clinicName, filter)}
          />
        </>
      }
    >
      {may.hold && (
        <form method="get" action={paths.plans()} id={selectionForm}>
          <HiddenFields values={query} />
        </form>
      )}
      <PlanTable
        rows={rows}
        filter={filter}
        clinic={clinic}
        hidden={hidden}
        selection={
          may.hold
            ? {
                name: "chosen",
                form: selectionForm,
                rowName: (row) => row.patient,
                noun: ["plan", "plans"],
                actions: () => (
                  <>
                    <Button variant="quiet" icon="on-hold" form={selectionForm} name="move" value="hold">
                      Put on hold
                    </Button>
                    <Button variant="quiet" icon="active" form={selectionForm} name="move" value="resume">
                      Resume
                    </Button>
                  </>
                ),
              }
            : undefined
        }
        empty={<NoPlans filter={filter} clinic={clinic} isFirst={counts.all === 0} mayWrite={may.write} />}
      />
      {total > pageSize && (
        <Pager
          page={filter.page}
          pageSize={pageSize}
          total={total}
          noun={["plan", "plans"]}
          pageHref={(page) => paths.plans({ ...query, page: page === 1 ? null : page })}
        />
      )}
      {bulk && <BulkDialog {...bulk} faults={faults} actionHref={bulkHref(query, bulk)} closeHref={here} />}
      {viewFaults && (
        <ViewFault faults={faults} saved={savedView(filter, views)} actionHref={here} closeHref={here} />
      )}
      <ToastRegion>
        {moved && (
          <Toast key={`${moved.move} ${moved.count}`}>{plansMovedWords(moved.move, moved.count)}</Toast>
        )}
      </ToastRegion>
    </Page>
  );
}

/** What was not chosen; without a choice, a column that says the same in every row. */
function hiddenColumns(
  { columns }: PlanFilter,
  offered: readonly PlanColumn[],
  rows: readonly PlanRow[],
): PlanColumn[] {
  if (columns) return planColumns.filter((column) => !columns.includes(column) || !offered.includes(column));
  const isOne = (value: (row: PlanRow) => string) => new Set(rows.map(value)).size <= 1;
  const dull: PlanColumn[] = [
    ...(isOne((row) => row.clinic) ? (["clinic"] as const) : []),
    ...(isOne((row) => row.status) ? (["status"] as const) : []),
  ];
  return planColumns.filter((column) => dull.includes(column) || !offered.includes(column));
}

const summaryWords = (total: number, clinic: string, filter: PlanFilter) =>
  `${total.toLocaleString("en")} ${total === 1 ? "plan" : "plans"} at ${clinic}${countedWords(filter)}, ${planSortWords(filter)}`;

/** Come from a figure of the outcomes: which plans that counts. */
function countedWords({ counted, guidance }: PlanFilter): string {
  const by = guidance ? ` by ${guidanceWords[guidance].toLowerCase()}` : "";
  if (!counted) return by;
  const { kind, from, to } = counted;
  const when = periodWords(from, to);
  return kind === "begun"
    ? `${by} begun in ${when}`
    : `${by} with a report at ${timePointWords[kind]} due in ${when}`;
}

function NoPlansYet({ mayWrite }: { mayWrite: boolean }) {
  return (
    <EmptyState
      title="There are no plans yet."
      action={
        mayWrite ? (
          <LinkButton href={paths.planNew()}>New plan</LinkButton>
        ) : (
          <LinkButton href={paths.patients()}>See the patients</LinkButton>
        )
      }
    >
      A plan is a patient’s course for one region: how many sessions, how far apart, with whom.{" "}
      {mayWrite
        ? "Make the first one; its sessions are booked from it."
        : "A physician makes it; you book its sessions. Meanwhile, enter or import the patients."}
    </EmptyState>
  );
}

interface NoPlansProps extends Pick<PlansPageProps, "filter" | "clinic"> {
  /** Not one plan at all, whatever its state. */
  isFirst: boolean;
  mayWrite: boolean;
}

function NoPlans({ filter, clinic, isFirst, mayWrite }: NoPlansProps) {
  const isNarrowed = filter.q || filter.region || filter.physician || filter.status;
  if (isNarrowed) {
    return (
      <EmptyState
        title="No plan fits this search."
        action={
          <LinkButton href={paths.plans({ show: filter.show, clinic })}>Clear search and filters</LinkButton>
        }
      >
        Check the spelling, or look in “All”, which has completed and stopped plans too.
      </EmptyState>
    );
  }
  if (isFirst) return <NoPlansYet mayWrite={mayWrite} />;
  if (filter.show === "attention") {
    return (
      <EmptyState
        title="Every course is on its way."
        action={<LinkButton href={paths.plans({ show: "active", clinic })}>See all active plans</LinkButton>}
      >
        Plans come here when nothing is booked, a gap leaves its range, or somebody did not come.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="There is no plan here."
      action={mayWrite && <LinkButton href={paths.planNew()}>New plan</LinkButton>}
    >
      A plan is a patient’s course for one region: how many sessions, how far apart, with whom.
    </EmptyState>
  );
}

/** Posts to this very page, so that what is left is shown where not all could be changed. */
function bulkHref(query: Record<string, string | number | null>, bulk: NonNullable<PlansPageProps["bulk"]>) {
  const chosen = bulk.previews.map(({ id }) => ["chosen", id]);
  const path = paths.plans({ ...query, move: bulk.move });
  return `${path}&${new URLSearchParams(chosen).toString()}`;
}
