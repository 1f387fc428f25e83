import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Menu, MenuLink } from "~/ui/menu";
import { planMoveWords } from "~/words/plans";
import type { PlanRights, PlanView } from "./plan";

/** What can be done with the plan besides booking: only what the reader may. */
export function PlanTools({ plan, rights }: { plan: PlanView; rights: PlanRights }) {
  const [first, ...others] = rights.moves;
  return (
    <>
      <LinkButton variant="quiet" icon="history" href="#history">
        History
      </LinkButton>
      {plan.course.counts.booked > 0 && (
        <LinkButton variant="quiet" icon="print" href={paths.planLetter(plan.id)}>
          Letter
        </LinkButton>
      )}
      {first && (
        <LinkButton href={paths.planStatus(plan.id, { move: first })}>{planMoveWords[first]}</LinkButton>
      )}
      {rights.edit && (
        <LinkButton icon="pencil" href={paths.planEdit(plan.id)}>
          Edit plan
        </LinkButton>
      )}
      {(others.length > 0 || rights.book) && (
        <Menu look="secondary" label="More that can be done" trigger={<Icon name="more" />}>
          {rights.book && (
            <MenuLink icon="waitlist" href={paths.planWaitlist(plan.id)}>
              Waitlist…
            </MenuLink>
          )}
          {others.map((move) => (
            <MenuLink key={move} href={paths.planStatus(plan.id, { move })} danger={move === "stop"}>
              {planMoveWords[move]}
            </MenuLink>
          ))}
        </Menu>
      )}
    </>
  );
}
