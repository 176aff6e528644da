import { Injectable } from '@nestjs/common';

import { PointPartitions } from '../../persistence/point-partitions.js';
import { UploadChunks } from '../../persistence/upload-chunks.js';

/** Keeps the tables of points in order: partitions are there before they are needed, and broken-off uploads are gone. */
@Injectable()
export class KeepRoom {
  constructor(
    private readonly partitions: PointPartitions,
    private readonly chunks: UploadChunks,
  ) {}

  /** @returns how many partitions were made and parts of uploads removed */
  async run(now: Date): Promise<number> {
    const made = await this.partitions.makeAhead(now);
    return made + (await this.chunks.removeLeftBehind());
  }
}
