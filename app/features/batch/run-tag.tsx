import type { BatchStatus } from "~/domain/vocabulary";
import type { IconName } from "~/ui/icons/names";
import { Tag, type TagTone } from "~/ui/tag";
import { batchStatusWords } from "~/words/batch";

const looks: Record<BatchStatus, { tone: TagTone; icon: IconName }> = {
  queued: { tone: "neutral", icon: "clock" },
  running: { tone: "accent", icon: "clock" },
  ready: { tone: "warn", icon: "eye" },
  applied: { tone: "neutral", icon: "tick" },
  cancelled: { tone: "neutral", icon: "cross" },
  failed: { tone: "danger", icon: "error" },
};

export function RunTag({ status }: { status: BatchStatus }) {
  return <Tag {...looks[status]}>{batchStatusWords[status]}</Tag>;
}
