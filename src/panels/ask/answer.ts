import { memo } from '../../app/memo.ts';
import { areAwaited, askedRuns } from '../../app/asked-runs.ts';
import type { Asked, Frame } from '../../app/state.ts';
import { seenWidth } from '../../app/verdict.ts';
import { type Answer, answerOf, type AskedGround } from '../../core/ask/answer.ts';
import type { Ask, AskKind } from '../../core/ask/ask.ts';
import { explanationOf } from '../../core/ask/mistakes.ts';
import { ask as text } from '../../text/en/ask.ts';
import { html } from '../../ui/dom.ts';
import { compared, reached, type Told } from './compared.ts';

/**
 * The guess beside the exact run, and why.
 *
 * @param told hears once what was answered
 * @param isSure how sure the guess is, where that is asked
 */
export function createAnswer(
  say: (markdown: string) => Node,
  told: (answer: Told & { readonly kind: AskKind }) => void,
  isSure: () => boolean | null,
) {
  const result = html('div', { class: 'ask-result', role: 'status', tabindex: -1 });
  const why = html('div', { class: 'ask-why' });
  let last: Frame | null = null;
  /** Of which kinds the guess is that was compared last. */
  let kinds: ReadonlySet<string> = new Set();
  const showWhy = memo((explanation: string, of: ReadonlySet<string>, shows: boolean) => {
    const said = shows ? explanationOf(explanation, of) : '';
    why.replaceChildren(...(said === '' ? [] : [say(said)]));
  });
  /** Whether the answer that is shown was told of. */
  let isTold = false;
  const tell = ({ kind }: Ask, verdict: Told) => {
    if (!isTold) told({ kind, ...verdict });
    isTold = true;
  };
  const showResult = memo(
    (
      ask: Ask,
      asked: Asked,
      answer: Answer | null,
      width: number,
      isRecording: boolean,
      { minima }: AskedGround,
    ) => {
      kinds = new Set();
      if (isRecording) result.replaceChildren(text.recording);
      else if (!answer) result.replaceChildren(text.noAnswer);
      else if (answer.form === 'setting') {
        result.replaceChildren(reached(ask, answer));
        if (answer.isReached) tell(ask, { right: true, gap: null });
        else isTold = false;
      } else if (last) {
        const {
          said,
          told: verdict,
          kinds: own,
        } = compared(ask, asked, answer, last, width, isSure(), minima);
        kinds = own;
        result.replaceChildren(said);
        tell(ask, verdict);
      }
    },
  );

  const runsOf = memo(askedRuns);
  const answerTo = memo(answerOf);
  return {
    element: result,
    why,
    /** What the runs of a frame answer. */
    find: ({ derived }: Frame, ask: Ask, ground: AskedGround) => answerTo(ask, runsOf(derived), ground),
    /** There is nothing to compare yet. */
    clear: () => result.replaceChildren(),
    /** The next answer is told again. */
    renew(): void {
      isTold = false;
    },
    show(frame: Frame, ask: Ask, answer: Answer | null, ground: AskedGround): void {
      last = frame;
      showResult(ask, frame.state.asked, answer, seenWidth(frame), areAwaited(frame), ground);
    },
    explain: (explanation: string, shows: boolean) => showWhy(explanation, kinds, shows),
  };
}
