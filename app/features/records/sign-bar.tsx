import type { SignFault } from "~/domain/record";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icons/names";
import { signFaultWords } from "~/words/records";
import type { DraftState } from "./draft-keeper";
import type { useDraft } from "./use-draft";

interface SignBarProps {
  draft: ReturnType<typeof useDraft>;
  faults: readonly SignFault[];
  isAmendment: boolean;
}

/** At the foot of the screen: how the draft stands, and signing; grey with all its reasons while it cannot be. */
export function SignBar({ draft, faults, isAmendment }: SignBarProps) {
  const [first, ...others] = faults;
  const words = isAmendment ? "Sign the amendment" : "Sign the record";
  const { icon, text } = stateWords[draft.state.kind];
  return (
    <div className="sign-bar">
      {draft.isLive ? (
        <p className="sign-state" role="status">
          <Icon name={icon} /> {text}
        </p>
      ) : (
        <Button name="intent" value="save" size="large">
          Save the draft
        </Button>
      )}
      <div className="sign-press">
        {draft.isLive && first && (
          <details className="sign-why">
            <summary>
              {others.length === 0
                ? signFaultWords(first)
                : `${signFaultWords(first)}, and ${others.length} more`}
            </summary>
            <ul>
              {faults.map((fault) => (
                <li key={`${fault.field} ${fault.code}`}>
                  {fault.field ? (
                    <a href={`#${encodeURIComponent(fault.field)}`}>{signFaultWords(fault)}</a>
                  ) : (
                    signFaultWords(fault)
                  )}
                </li>
              ))}
            </ul>
          </details>
        )}
        <Button
          variant="primary"
          size="large"
          icon="sign"
          name="intent"
          value="sign"
          disabled={draft.isLive && faults.length > 0}
        >
          {words}
        </Button>
      </div>
    </div>
  );
}

const stateWords: Record<DraftState["kind"], { icon: IconName; text: string }> = {
  opened: { icon: "draft", text: "Saved as you type" },
  unsaved: { icon: "draft", text: "Not saved yet" },
  saving: { icon: "refresh", text: "Saving…" },
  saved: { icon: "tick", text: "Draft saved" },
  cut: { icon: "offline", text: "No connection. Kept on this device, and sent when it is back" },
  "signed-out": { icon: "lock", text: "You are signed out. Kept on this device" },
  refused: { icon: "error", text: "Not saved. Kept on this device" },
  stale: { icon: "warning", text: "Changed elsewhere. Not saved" },
};
