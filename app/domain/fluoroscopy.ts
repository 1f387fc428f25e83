/** X-rays of one session, as its signed record has them. */
export interface Exposure {
  seconds: number;
  mGy: number;
}

export interface ExposureSum extends Exposure {
  sessions: number;
}

/** What has added up in a patient, or on a device, with one session more. Doses are kept to a hundredth, and summed as such. */
export function addOn(sum: ExposureSum, { seconds, mGy }: Exposure): ExposureSum {
  return {
    sessions: sum.sessions + 1,
    seconds: sum.seconds + seconds,
    mGy: (Math.round(sum.mGy * 100) + Math.round(mGy * 100)) / 100,
  };
}
