import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Exporting data and code. */
export const exportText = {
  preview: (name: string) => `Beginning of the file: ${name}`,
  whole: (name: string) => `The file: ${name}`,

  csv: 'Data (CSV)',
  json: 'Data (JSON)',
  numpy: 'Code (NumPy)',
  torch: 'Code (PyTorch)',

  npy: 'Parameters (NumPy)',
  code: 'Code',
  run: 'Run',
  noRun: 'There is no run whose parameters could be saved: switch an optimizer on.',
  noModelCode:
    'There is no code of this model: its data and network are not written out in Python. The parameters of every step are under “Parameters (NumPy)”, and the link brings back the whole.',
  npyShape: (rows: string, columns: string, megabytes: string) =>
    `${rows} steps of ${columns} parameters, 64-bit floats, ${megabytes} MB`,
  load: (file: string) => `np.load("${file}")`,
  rows: (rows: number, runs: number) =>
    `${counted(rows, { one: '# position', other: '# positions' })} of ${counted(runs, { one: '# run', other: '# runs' })}, every number to its last bit`,
  decimals: 'Numbers',
  decimalsNames: { point: '0.5, commas between cells', comma: '0,5; semicolons between cells' },
  pandasCsv: (file: string, decimals: 'point' | 'comma') =>
    `pd.read_csv("${file}", ${decimals === 'comma' ? 'sep=";", decimal=",", ' : ''}float_precision="round_trip")`,
  pandasJson: (file: string) => `pd.DataFrame(json.load(open("${file}"))["runs"])`,
  settings: 'Every setting is a column of its own.',
  settingsJson: 'With the whole scene and its link; a row a run.',
  needs: (library: string) =>
    `Needs Python 3.8 or newer and ${library}; prints optimizer, step, x, y and loss.`,
  needsForModel: 'Needs Python 3.8 or newer and NumPy; prints optimizer, step, parameters and loss.',
  own: 'The optimizers that PyTorch has, the same in every version, are its own; the others are written out.',
  noPython: (rule: string) =>
    `${rule} searches for its steps, and has no form in Python yet: without it the scene can be exported as code.`,
  same: 'The positions are those of this page, but for rounding.',
} as const;

spoken({ exportText });
