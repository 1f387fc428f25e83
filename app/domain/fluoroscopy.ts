/** X-rays of one session, as its signed record has them. */
export interface Exposure {
  seconds: number;
  mGy: number;
}

export interface ExposureSum extends Exposure {
  sessions: number;
}

/** What adds up in a patient, or on a device. Doses are kept to a hundredth, and summed as such. */
export function addUp(exposures: readonly Exposure[]): ExposureSum {
  return {
    sessions: exposures.length,
    seconds: exposures.reduce((sum, { seconds }) => sum + seconds, 0),
    mGy: exposures.reduce((sum, { mGy }) => sum + Math.round(mGy * 100), 0) / 100,
  };
}
