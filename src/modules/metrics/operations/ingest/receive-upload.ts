import { Injectable } from '@nestjs/common';

import type { FieldProblem } from '../../../../kernel/errors/index.js';
import { periodLabel } from '../../../../kernel/time/index.js';
import { newId } from '../../../../platform/database/index.js';
import type { PointColumns } from '../../domain/ingest/point-columns.js';
import { type IntakeFacts, PointIntake } from '../../domain/ingest/point-intake.js';
import { PointReader } from '../../domain/ingest/point-reader.js';
import { ROWS_MISSING, rowProblem } from '../../domain/ingest/row-messages.js';
import { RowProblems } from '../../domain/ingest/row-problems.js';
import type { Upload, UploadedRow } from '../../domain/ingest/upload.js';
import type { Metric } from '../../persistence/metric.entity.js';
import { UploadChunks } from '../../persistence/upload-chunks.js';

/** Rows held in memory; beyond them an upload is staged in the database, part by part. */
const CHUNK_ROWS = 10_000;

/** An upload that is read to its end and free of bad rows. */
export interface Received {
  readonly facts: IntakeFacts;
  /** All of it, while it was small. */
  readonly points: PointColumns | undefined;
  /** Under which its parts are staged otherwise. */
  readonly uploadId: string;
  readonly intake: PointIntake;
}

export interface Receiving {
  readonly zone: string;
  readonly now: Date;
  /** How many rows the sender says there are. */
  readonly expectedRows?: number | undefined;
}

/** Reads an upload of any size in bounded memory. */
@Injectable()
export class ReceiveUpload {
  constructor(private readonly chunks: UploadChunks) {}

  /** @throws DomainError invalid_rows naming every row that is wrong; nothing is staged any more then */
  async run(metric: Metric, upload: Upload, { zone, now, expectedRows }: Receiving): Promise<Received> {
    const { period, workspaceId } = metric;
    const labelOf = (start: number) => periodLabel(new Date(start), period, zone);
    const reader = new PointReader({ period, zone, now, placeOf: upload.placeOf });
    const intake = new PointIntake({ placeOf: upload.placeOf, labelOf });
    const problems = new RowProblems();
    const uploadId = newId();
    let staged = 0;
    const stage = async () => {
      await this.chunks.add(uploadId, staged++, workspaceId, intake.chunk);
      intake.chunk.empty();
    };
    try {
      for await (const rows of upload.rows(metric.dimensions)) {
        for (const row of rows) {
          intake.received += 1;
          if ('problem' in row) problems.add(row.problem);
          else takeIn(row, reader, intake, problems);
          if (intake.chunk.length < CHUNK_ROWS) continue;
          // Once a row is bad nothing will be loaded, and the rest is only looked through.
          if (problems.count > 0) intake.chunk.empty();
          else await stage();
        }
      }
      if (staged === 0) problems.add(...intake.settle());
      problems.add(...missingRows(intake.received, expectedRows));
      problems.refuse();
      if (staged > 0 && intake.chunk.length > 0) await stage();
      return { facts: intake.facts(), points: staged > 0 ? undefined : intake.chunk, uploadId, intake };
    } catch (error) {
      if (staged > 0) await this.chunks.remove(uploadId, workspaceId);
      throw error;
    }
  }
}

function takeIn(row: UploadedRow, reader: PointReader, intake: PointIntake, problems: RowProblems): void {
  const point = reader.read(row);
  if (Array.isArray(point)) return problems.add(...point);
  const problem = intake.add(point, row.place);
  if (problem) problems.add(problem);
}

function missingRows(count: number, expected: number | undefined): FieldProblem[] {
  if (expected === undefined || expected === count) return [];
  return [rowProblem('rows', 'rows_missing', ROWS_MISSING, { count, expected })];
}
