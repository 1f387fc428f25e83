import { Notice } from "~/ui/notice";
import { PrintButton } from "~/ui/print-button";

/** The one time these are seen. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <Notice tone="good" icon="key" title="Keep these ten recovery codes." announce action={<PrintButton />}>
      <p>
        Each signs you in once when your phone is lost or broken. They are shown only now: print them, or keep
        them in a password manager.
      </p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
