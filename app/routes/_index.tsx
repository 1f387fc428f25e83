import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "~/http/actor.server";
import { Page } from "~/ui/page";

export const meta = () => [{ title: "Today · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "today.read");
  return { name: actor.name };
}

export default function Today() {
  const { name } = useLoaderData<typeof loader>();
  return <Page title="Today">Good day, {name}.</Page>;
}
