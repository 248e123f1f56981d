import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** For whoever watches the service: before it is ready the front door answers in its place. */
@Controller('health')
export class HealthController {
  constructor(private readonly database: DataSource) {}

  /** 200 `{"status":"ok"}`, or 503 where the database does not answer. */
  @Get()
  async health(): Promise<{ status: 'ok' }> {
    try {
      await this.database.query('select 1');
    } catch {
      throw new ServiceUnavailableException({ status: 'the database does not answer' });
    }
    return { status: 'ok' };
  }
}
