let zones: string[] | undefined;

/** Every IANA zone this server knows by its usual name. */
export const allZones = () => (zones ??= Intl.supportedValuesOf("timeZone"));
