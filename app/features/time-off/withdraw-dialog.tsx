import { Form } from "@remix-run/react";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { timeOffWords } from "~/words/en";
import { periodWords } from "./period-words";
import { ofWhat, type ListedTimeOff } from "./time-off-list";

export function WithdrawDialog({ entry, now }: { entry: ListedTimeOff; now: Date }) {
  const isOn = entry.startsAt <= now;
  const act = (restore: "yes" | "no", label: string, variant: "primary" | "secondary") => (
    <Form method="post" action={paths.timeOff()} preventScrollReset>
      <input type="hidden" name="intent" value="withdraw" />
      <input type="hidden" name="timeOffId" value={entry.id} />
      <input type="hidden" name="restore" value={restore} />
      <Button variant={variant}>{label}</Button>
    </Form>
  );
  const verb = isOn ? "End it now" : "Withdraw it";
  const many = entry.restorable === 1 ? "1 session" : `${entry.restorable} sessions`;
  return (
    <Dialog
      title={`${isOn ? "End" : "Withdraw"} ${timeOffWords[entry.kind].toLowerCase()} of ${ofWhat(entry)}?`}
      closeHref={paths.timeOff()}
      footer={
        <>
          <LinkButton href={paths.timeOff()}>Keep it</LinkButton>
          {act("no", verb, entry.restorable > 0 ? "secondary" : "primary")}
          {entry.restorable > 0 && act("yes", `${verb} and put ${many} back`, "primary")}
        </>
      }
    >
      <p>{periodWords(entry.startsAt, entry.endsAt, entry.zone)}</p>
      {entry.restorable > 0 && (
        <p>
          {many} to come still {entry.restorable === 1 ? "waits" : "wait"} to be rebooked. Put back, each
          takes its old place where that is still free; the others stay on the list.
        </p>
      )}
    </Dialog>
  );
}
