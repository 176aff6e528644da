import { Module } from '@nestjs/common';

import { CauseIsConfirmed } from './gates/cause-is-confirmed.gate.js';
import { CauseTreeIsBuilt } from './gates/cause-tree-is-built.gate.js';
import { DataSourcesAreDescribed } from './gates/data-sources-are-described.gate.js';
import { NoHypothesisIsOpen } from './gates/no-hypothesis-is-open.gate.js';
import { CausesController } from './http/causes.controller.js';
import { DataSourcesController } from './http/data-sources.controller.js';
import { AddDataSource } from './operations/add-data-source.operation.js';
import { EditCause } from './operations/edit-cause.operation.js';
import { EditDataSource } from './operations/edit-data-source.operation.js';
import { StateCause } from './operations/state-cause.operation.js';
import { ListCauses } from './queries/list-causes.query.js';
import { ListDataSources } from './queries/list-data-sources.query.js';

const GATES = [CauseIsConfirmed, CauseTreeIsBuilt, DataSourcesAreDescribed, NoHypothesisIsOpen];

/** Diagnosis: data sources, and the tree of causes that are confirmed or rejected. */
@Module({
  controllers: [CausesController, DataSourcesController],
  providers: [...GATES, AddDataSource, EditCause, EditDataSource, StateCause, ListCauses, ListDataSources],
})
export class CausesModule {}
