import { firstLevelModel } from '../planning/index.js';
import { writeModel, type ModelFormat } from '../solvers/highs.js';
import { readScenario } from './scenario-file.js';
import { writeOut } from './write-file.js';

/** Writes the program of a scenario's first level, for any other solver to solve. */
export async function exportFile(scenarioFile: string, format: ModelFormat, file: string | undefined): Promise<void> {
  const { model, columnNames, rowNames } = firstLevelModel(await readScenario(scenarioFile));
  await writeOut(file, await writeModel(model, columnNames, rowNames, format));
}
