import { type DynamicModule, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { JobQueues } from './job-queues.js';

/** Whether this process makes plans itself, or leaves them to others; and to whom it tells of it, line by line. */
export class WorksHere {
  constructor(readonly works: boolean, readonly say: (line: string) => void = () => undefined) {}
}

/** Closes the queues after everybody has given back what they had. */
@Injectable()
class JobQueuesEnd implements OnApplicationShutdown {
  constructor(private readonly jobs: JobQueues) {}

  async onApplicationShutdown(): Promise<void> {
    await this.jobs.close();
  }
}

@Module({})
export class JobsModule {
  /** The queues of a database, for every module. */
  static on(databaseUrl: string, works: boolean): DynamicModule {
    return {
      module: JobsModule, global: true,
      providers: [
        { provide: JobQueues, useFactory: async () => await JobQueues.open(databaseUrl) },
        { provide: WorksHere, useValue: new WorksHere(works) },
        JobQueuesEnd,
      ],
      exports: [JobQueues, WorksHere],
    };
  }
}
