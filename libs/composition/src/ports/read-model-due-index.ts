import { DueIndex, type DueEntry } from '#application';
import { dueSubscriptions, type ReadModelStore } from '#read-models/port';

/** The due index as a projection of the events. */
export class ReadModelDueIndex extends DueIndex {
  constructor(private readonly readModels: ReadModelStore) {
    super();
  }

  override due({ until, limit, after }: Parameters<DueIndex['due']>[0]): Promise<readonly DueEntry[]> {
    return dueSubscriptions(this.readModels, { upTo: until, limit, ...(after === undefined ? {} : { after }) });
  }
}
