import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { FindList } from "~/features/find/find-list";
import { requireActor } from "~/http/actor.server";
import { openedQuery } from "~/http/sealed-search.server";
import { paths } from "~/paths";
import { find } from "~/shell/find.server";
import { Page } from "~/ui/page";
import { SearchField } from "~/ui/search-field";

export const meta = () => [{ title: "Find · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "self.read");
  return find(request, actor, openedQuery(request).get("q") ?? "");
}

export default function Find() {
  const { text, groups } = useLoaderData<typeof loader>();
  return (
    <Page title="Find or jump to">
      <Form method="post" action={paths.search()} role="search">
        <input type="hidden" name="where" value={paths.find()} />
        <SearchField label="Patient, plan, date or action" name="q" defaultValue={text} />
      </Form>
      <FindList groups={groups} text={text} />
    </Page>
  );
}
