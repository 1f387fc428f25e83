import type { QueueName } from "db/queues";

/** What a job is told when it runs. */
export interface Running {
  now: Date;
  /** Told when the process is to stop or the job's time is over: what does not end then may be run again beside itself. */
  signal: AbortSignal;
}

/**
 * Work done in the background. It runs in one process at a time, and again where that one died or it threw: so it looks
 * first at what has been done already. What it throws is logged without its message.
 */
export interface Job {
  queue: QueueName;
  /** Done by itself this often, once for all processes, and soon after a pause in which nobody was there to do it. */
  everyMinutes?: number;
  run(data: unknown, running: Running): Promise<void>;
}
