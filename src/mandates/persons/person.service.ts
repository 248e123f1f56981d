import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { PersonRow } from '../../accounts/person.entity.js';
import { findByIds } from '../../records/table.js';

/** Those who hold mandates: their names are as public as what they do. */
@Injectable()
export class PersonService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(PersonRow | null)[]> {
    return (await findByIds(this.data.manager, PersonRow, ids)).map((row) => row ?? null);
  }
}
