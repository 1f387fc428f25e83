import { Form, useNavigation } from "@remix-run/react";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { Tabs } from "~/ui/tabs";
import type { Faults } from "~/words/faults";
import { countOf } from "~/words/patients";
import { causeTitle, movedWords } from "~/words/repair";
import { CallList } from "./call-list";
import { ByHand, Unplaced } from "./unplaced";
import { RepairTable } from "./repair-table";
import type { RepairView } from "./view";
import "./repair.css";

interface RepairPageProps {
  repair: RepairView;
  idempotencyKey: string;
  /** What was just moved, while it can be taken back. */
  moved: { sessionId: string; sessions: number; courses: number; undoable: boolean } | null;
  faults: Faults;
}

/** The courses that lost sessions, each as it would be put right: moved as shown, called first, or found a place by hand. */
export function RepairPage({ repair, idempotencyKey, moved, faults }: RepairPageProps) {
  const { causes, cause, rows, byHand, more, zone } = repair;
  const busy = useNavigation().state !== "idle";
  const isPlaced = ({ moves }: RepairView["rows"][number]) => moves.length > 0;
  const ready = rows.filter((row) => isPlaced(row) && !row.call);
  const calls = rows.filter(({ call }) => call);
  const unplaced = rows.filter(({ lost }) => lost.length > 0);
  const waiting = causes.reduce((sum, one) => sum + one.waiting, 0);
  return (
    <Page
      title="Repair"
      meta={waiting > 0 && `${countOf(waiting, "session")} without a place`}
      tools={
        <LinkButton variant="quiet" icon="calendar" href={paths.calendar("week")}>
          Open the calendar
        </LinkButton>
      }
      bands={
        causes.length > 1 && (
          <Tabs
            label="What took the places"
            tabs={[
              { href: paths.repair(), label: "All", count: waiting, current: cause === null },
              ...causes.map((one) => ({
                href: paths.repair({ off: one.id }),
                label: causeTitle(one),
                count: one.waiting,
                current: cause === one.id,
              })),
            ]}
          />
        )
      }
    >
      <ErrorSummary errors={faults.errors} title="Nothing was moved" />
      {moved && (
        <Notice
          tone="good"
          title={movedWords(moved.sessions, moved.courses)}
          announce
          action={
            moved.undoable && (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="intent" value="undo" />
                <input type="hidden" name="sessionId" value={moved.sessionId} />
                <Button size="small" busy={busy} icon="undo">
                  Undo
                </Button>
              </Form>
            )
          }
        >
          {moved.undoable && "Taken back as one for ten minutes."} Print a letter from each plan’s page, or
          tell the patients by telephone.
        </Notice>
      )}
      {rows.length + byHand.length === 0 && (
        <EmptyState
          title="Every session has its place."
          action={<LinkButton href={paths.calendar("day")}>Open the calendar</LinkButton>}
        >
          Sessions that lose their physician, room or device to leave, a closure, maintenance or new hours
          stand here until somebody has dealt with them.
        </EmptyState>
      )}
      {ready.length > 0 && (
        <RepairTable rows={ready} idempotencyKey={idempotencyKey} busy={busy} faults={faults} />
      )}
      {more > 0 && <p className="repair-quiet">{countOf(more, "more course")} follow once these are done.</p>}
      {unplaced.length > 0 && <Unplaced rows={unplaced} />}
      {calls.length > 0 && (
        <CallList rows={calls} idempotencyKey={idempotencyKey} zone={zone} busy={busy} faults={faults} />
      )}
      {byHand.length > 0 && (
        <Section title="To be dealt with one by one" meta={String(byHand.length)}>
          <ByHand rows={byHand} />
        </Section>
      )}
    </Page>
  );
}
