import { Form } from "@remix-run/react";
import { whenWords } from "~/domain/words-of-time";
import { Button } from "~/ui/button";
import { Tag } from "~/ui/tag";
import { deviceWords } from "./device-words";
import "./accounts.css";

export interface ListedSignIn {
  id: string;
  device: string;
  createdAt: Date;
  lastSeenAt: Date;
}

interface SignInListProps {
  signIns: readonly ListedSignIn[];
  zone: string;
  /** The one that looks at this page. */
  currentId?: string | undefined;
  /** What the form says besides. */
  intent: string;
}

/** Where somebody is signed in, the newest first, each with a button that ends it. */
export function SignInList({ signIns, zone, currentId, intent }: SignInListProps) {
  return (
    <ul className="sign-ins">
      {signIns.map(({ id, device, createdAt, lastSeenAt }) => (
        <li key={id}>
          <div>
            <strong title={device}>{deviceWords(device)}</strong> {id === currentId && <Tag>This one</Tag>}
            <span className="sign-in-when">
              Seen {whenWords(lastSeenAt, zone)}, signed in {whenWords(createdAt, zone)}
            </span>
          </div>
          {id !== currentId && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value={intent} />
              <input type="hidden" name="signIn" value={id} />
              <Button size="small">
                End<span className="visually-hidden"> the sign-in on {deviceWords(device)}</span>
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
