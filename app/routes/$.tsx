import { notFound } from "~/http/replies.server";

/** Public: whatever no other route answers. */
export function loader() {
  throw notFound("page");
}

export default function Nothing() {
  return null;
}
