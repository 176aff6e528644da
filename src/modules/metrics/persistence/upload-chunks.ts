import { Injectable } from '@nestjs/common';

import { Transactions } from '../../../platform/database/index.js';
import type { PointColumns } from '../domain/ingest/point-columns.js';
import { doublesParameter, integersParameter, textsParameter } from './array-parameters.js';

/** Uploads that broke off leave parts behind when their process dies, too. */
const LEFT_BEHIND_HOURS = 24;

/** Where the parts of a large upload wait until all of it is there. Each is one row, written by itself. */
@Injectable()
export class UploadChunks {
  constructor(private readonly transactions: Transactions) {}

  async add(uploadId: string, nth: number, workspaceId: string, chunk: PointColumns): Promise<void> {
    await this.transactions.reader.query(
      `INSERT INTO metric_upload_chunks (upload_id, nth, workspace_id, dimension_keys, starts, point_values, places)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        uploadId,
        nth,
        workspaceId,
        chunk.keys && textsParameter(chunk.keys),
        doublesParameter(chunk.starts),
        doublesParameter(chunk.values),
        integersParameter(chunk.places),
      ],
    );
  }

  async remove(uploadId: string, workspaceId: string): Promise<void> {
    const sql = 'DELETE FROM metric_upload_chunks WHERE upload_id = $1 AND workspace_id = $2';
    await this.transactions.reader.query(sql, [uploadId, workspaceId]);
  }

  /** @returns how many parts there were */
  async removeLeftBehind(): Promise<number> {
    const [, removed] = await this.transactions.reader.query<[unknown, number]>(
      'DELETE FROM metric_upload_chunks WHERE created_at < now() - make_interval(hours => $1)',
      [LEFT_BEHIND_HOURS],
    );
    return removed;
  }
}
