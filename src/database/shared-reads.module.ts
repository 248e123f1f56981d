import { Injectable, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { serviceConnection } from './data-source.js';
import { SharedReads, shareReads } from './shared-reads.js';

/** Reads of the service are shared as long as it runs. */
@Injectable()
class SharedReadsOfService implements OnModuleInit, OnModuleDestroy {
  private reads: SharedReads | undefined;

  constructor(private readonly data: DataSource) {}

  onModuleInit(): void {
    const { options } = this.data;
    if (options.type !== 'postgres') return;
    this.reads = new SharedReads(serviceConnection(options.url));
    shareReads(this.data, this.reads);
  }

  async onModuleDestroy(): Promise<void> {
    shareReads(this.data, undefined);
    await this.reads?.close();
  }
}

@Module({ providers: [SharedReadsOfService] })
export class SharedReadsModule {}
