import { addressOf, dataOf, everyRoute } from "./addresses";
import { inDays, type World } from "./world";

type Asked = Pick<World, "here" | "there" | "sharedPatientId">;

/** What else a page can be asked to show. */
function variants(route: string, { here, there }: Asked): string[] {
  const clinics = [here.clinicId, there.clinicId];
  if (route.includes("calendar.")) {
    const days = [0, 21, -21].map((day) => `?date=${inDays(day)}&clinic=${here.clinicId}`);
    return [
      ...days,
      ...["room", "device", "physician"].map((by) => `?date=${inDays(0)}&by=${by}`),
      `?clinic=${there.clinicId}`,
    ];
  }
  if (route === "routes/plans._index" || route === "routes/plans[.]csv") {
    return [
      ...["all", "attention", "unanswered"].map((show) => `?show=${show}`),
      "?show=all&q=zq",
      `?show=all&clinic=${there.clinicId}`,
      `?show=all&physician=${there.physician.id}`,
      `?show=all&columns=patient,region,physician,clinic,progress,next,gap,report,status,diagnosis,goal`,
      `?chosen=${there.plan.id}&chosen=${here.plan.id}&move=hold`,
    ];
  }
  if (route === "routes/patients._index")
    return ["?show=all", "?show=all&q=zq", `?show=all&clinic=${there.clinicId}`];
  if (route === "routes/find._index") return ["?q=zq", "?q=Zq1", "?q=knee"];
  if (route === "routes/plans.new")
    return ["?find=zq", `?patient=${there.plan.patientId}`, `?patient=${here.plan.patientId}`];
  if (route === "routes/sessions.new") {
    return [
      "?q=zq",
      ...[here, there].map(
        (site) => `?plan=${site.plan.id}&clinic=${site.clinicId}&date=${inDays(42)}&at=09:00`,
      ),
    ];
  }
  if (route === "routes/sessions.$id.move")
    return [`?date=${inDays(22)}`, `?date=${inDays(22)}&clinic=${there.clinicId}`];
  if (route === "routes/plans.$id.report")
    return [here, there].map((site) => `?report=${site.reports.answered}`);
  if (route === "routes/follow-up") {
    return ["?show=waiting", ...[here, there].map(({ reports }) => `?done=${reports.attempt}`)];
  }
  if (route.includes("outcomes")) {
    return [...clinics.map((clinic) => `?clinic=${clinic}&point=6-months`), "?figure=regions", "?beyond=1"];
  }
  if (route === "routes/patients.$id._index") return ["?visits=all"];
  if (route.startsWith("routes/settings.audit")) {
    return [here, there].flatMap(({ plan }) => [`?patient=${plan.patientId}`, `?record=${plan.patientId}`]);
  }
  if (route === "routes/settings.hours") return [`?physician=${here.physician.id}&at=${here.clinicId}`];
  if (route === "routes/_index") return clinics.map((clinic) => `?clinic=${clinic}`);
  return [];
}

/** Everything that can be asked for of both clinics, as pages and as data. */
export function everyAddress(world: Asked): string[] {
  const pages = everyRoute
    .filter(([route, { loader }]) => loader && route !== "routes/live")
    .flatMap(([route]) => {
      const bare = [...new Set([addressOf(route, world.here), addressOf(route, world.there)])];
      const asked = variants(route, world).flatMap((query) =>
        bare.filter((path) => !path.includes("?")).map((path) => path + query),
      );
      return [...bare, ...bare.map(dataOf), ...asked];
    });
  const { here, there } = world;
  const ids = [here, there].flatMap(({ sessions }) =>
    Object.values(sessions).flatMap((id) => [`/sessions/${id}`, `/sessions/${id}/record`]),
  );
  const records = [here, there].flatMap(({ sessions, lotId }) => [
    dataOf(`/sessions/${sessions.performed}/record`),
    `/sessions/${sessions.performed}/record?amend=1`,
    `/settings/lots?lot=${lotId}`,
    "/lots?q=zq",
  ]);
  const accounts = [here, there].map(({ physician }) => `/settings/accounts/${physician.id}`);
  return [
    ...new Set([
      ...pages,
      ...ids,
      ...records,
      ...accounts,
      ...["", "/export", "/file"].map((part) => `/patients/${world.sharedPatientId}${part}`),
      "/_root.data?_routes=root",
    ]),
  ];
}
