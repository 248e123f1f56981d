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
  /** Undefined for whoever has it already: it takes megabytes to read. */
  readonly text: string | undefined;
  /** Of the text in UTF-8, in hex. */
  readonly sha256: string;
}

@Injectable()
export class PlanDocuments {
  constructor(private readonly data: DataSource) {}

  /** The scenario with this hash, whichever cycles it was taken of. @param known hashes of documents that the one who asks has */
  async scenario(_acting: Acting, sha256: string, known: readonly string[]): Promise<StoredDocument | undefined> {
    const [row] = await rowsOf(this.data.manager, sql`
      select case when sha256 = any(${known}::text[]) then null else document end as document from scenario where sha256 = ${sha256} limit 1`);
    return row && { text: textOf(row['document']), sha256 };
  }

  /** The document of a plan; `unfinished` where there is none yet, or never will be. @param known hashes of documents that the one who asks has */
  async plan(_acting: Acting, id: string, known: readonly string[]): Promise<StoredDocument | 'unfinished' | undefined> {
    const [row] = await rowsOf(this.data.manager, sql`
      select case when sha256 = any(${known}::text[]) then null else document end as document, sha256 from plan where id = ${id}`);
    if (row === undefined) return undefined;
    const { document, sha256 } = row;
    return typeof sha256 === 'string' ? { text: textOf(document), sha256 } : 'unfinished';
  }
}

function textOf(document: unknown): string | undefined {
  return typeof document === 'string' ? document : undefined;
}
