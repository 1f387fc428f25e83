import { Form } from "@remix-run/react";
import { whenWords } from "~/domain/words-of-time";
import { Button } from "~/ui/button";
import { CopyField } from "~/ui/copy-field";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";

interface FeedSectionProps {
  since: Date | null;
  /** Its address, in the one answer that holds it. */
  feed: string | null;
  zone: string;
}

/** One's own calendar in another program. */
export function FeedSection({ since, feed, zone }: FeedSectionProps) {
  return (
    <Section title="Calendar feed">
      <p>
        Your sessions in the calendar program that you use anyway: when, where, with which physician. It names
        no patient, whoever looks at it.
      </p>
      {feed && (
        <Notice tone="good" icon="link" title="Add this address to your calendar program." announce>
          <p>It is shown only now. Whoever has it reads your times and places: give it to nobody.</p>
          <CopyField label="Address of the feed" value={feed} />
        </Notice>
      )}
      {since && !feed && <p className="account-quiet">There is one since {whenWords(since, zone)}.</p>}
      <div className="account-acts">
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="make-feed" />
          <Button>{since ? "Make a new address, end this one" : "Make a feed"}</Button>
        </Form>
        {since && (
          <Form method="post" preventScrollReset>
            <input type="hidden" name="intent" value="end-feed" />
            <Button>End the feed</Button>
          </Form>
        )}
      </div>
    </Section>
  );
}
