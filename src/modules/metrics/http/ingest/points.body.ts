import { ApiProperty } from '@nestjs/swagger';

export class PointBody {
  @ApiProperty({
    example: '2026-11-18T09:00:00+08:00',
    description:
      'Any time inside the period, or its label (`2026-11-18`, `2026-W47`, `2026-11`); local without an offset.',
  })
  at!: string;

  @ApiProperty()
  value!: number;

  @ApiProperty({
    selfRequired: false,
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { channel: 'app' },
    description: 'The segment; the metric as a whole without.',
  })
  dimensions?: Record<string, string>;
}

/** Described here, but read by `UploadPipe`: every broken row is told, with its place. */
export class RecordPointsBody {
  @ApiProperty({ type: [PointBody], maxItems: 20_000 })
  points!: PointBody[];
}
