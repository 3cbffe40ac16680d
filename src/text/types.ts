import type { FormulaSentences } from '../core/expression/formula-sentences.ts';
import type { LessonSentences } from '../core/lesson/lesson-sentences.ts';
import type { LossId } from '../core/losses/catalog.ts';
import type { CurveId, CurveWords } from '../core/losses/curves.ts';
import type { LossWords } from '../core/losses/types.ts';
import type { ModelWords } from '../core/models/types.ts';
import type { ModelSayings } from '../core/models/words.ts';
import type { FirstRuleId, RuleId } from '../core/optimizers/groups.ts';
import type { TYPED_ID } from '../core/optimizers/registry.ts';
import type { RuleSentences } from '../core/optimizers/typed/rule-sentences.ts';
import type { HyperparameterWords, RuleWords } from '../core/optimizers/types.ts';
import type { ScheduleKind, ScheduleWords } from '../core/run/schedule.ts';
import type { ModelId } from '../core/scene/model-door.ts';
import type { PlaceSentences } from '../core/scene/place.ts';
import type { SceneSentences } from '../core/scene/scene-sentences.ts';
import type { TalkSentences } from '../core/talk/talk-sentences.ts';

/** Rules that may be loaded before the other late ones. */
type SecondOrderId = 'lbfgs' | 'newton';

/** Where a rule was published, and which convention it follows where implementations differ. */
export interface Credit {
  readonly source: string;
  readonly convention: string;
}

/**
 * The words that core is given, which has none of its own: a language has all of them. Core says what it needs words for;
 * here it is gathered, and a word that is missing is an error of types.
 */
export interface Words {
  readonly surfaces: Readonly<Record<LossId, LossWords>>;
  readonly firstRules: Readonly<Record<FirstRuleId, RuleWords>>;
  readonly secondOrderRules: Readonly<Record<SecondOrderId, RuleWords>>;
  readonly typedRules: Readonly<Record<typeof TYPED_ID, RuleWords>>;
  readonly lateRules: Readonly<Record<Exclude<RuleId, FirstRuleId | SecondOrderId>, RuleWords>>;
  readonly hyperparameters: Readonly<Record<string, HyperparameterWords>>;
  readonly credits: Readonly<Record<RuleId, Credit>>;
  readonly schedules: Readonly<Record<ScheduleKind, ScheduleWords>>;
  readonly models: Readonly<Record<ModelId, ModelWords>>;
  readonly modelOptions: Readonly<Record<string, string>>;
  readonly modelSayings: ModelSayings;
  readonly formulaFaults: FormulaSentences;
  readonly ruleFaults: RuleSentences;
  readonly sceneFaults: SceneSentences;
  readonly placeFaults: PlaceSentences;
  readonly lessonFaults: LessonSentences;
  readonly talkFaults: TalkSentences;
  readonly curves: Readonly<Record<CurveId, CurveWords>>;
}
