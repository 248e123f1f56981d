import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';

/** Where the service gives the documents, on its own address. */
export const documentUrl = {
  scenario: (sha256: string): string => `/scenarios/${sha256}.json`,
  plan: (id: string): string => `/plans/${id}.json`,
};

/** A document as it was stored, to the byte. */
export interface StoredDocument {
  readonly text: string;
  /** Of the text in UTF-8, in hex. */
  readonly sha256: string;
}

@Injectable()
export class PlanDocuments {
  constructor(private readonly data: DataSource) {}

  /** The scenario with this hash, whichever cycles it was taken of. */
  async scenario(_acting: Acting, sha256: string): Promise<StoredDocument | undefined> {
    const [row] = await rowsOf(this.data.manager, sql`select document from scenario where sha256 = ${sha256} limit 1`);
    return row && { text: String(row['document']), sha256 };
  }

  /** The document of a plan; `unfinished` where there is none yet, or never will be. */
  async plan(_acting: Acting, id: string): Promise<StoredDocument | 'unfinished' | undefined> {
    const [row] = await rowsOf(this.data.manager, sql`select document, sha256 from plan where id = ${id}`);
    if (row === undefined) return undefined;
    const { document, sha256 } = row;
    return typeof document === 'string' ? { text: document, sha256: String(sha256) } : 'unfinished';
  }
}
