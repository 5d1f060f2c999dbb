import type { Assessment } from '../../lib/check/assessment.ts';
import type { Choices } from '../../lib/guide/choices.ts';
import type { Impossible } from '../../lib/guide/obstacle.ts';
import type { Proposal } from '../../lib/guide/proposal.ts';
import type { RegistrableOf } from '../../lib/guide/registrable.ts';
import type { LoadedSteps } from '../../lib/guide/load-steps.ts';
import type { MechanismName } from '../../lib/mechanisms.ts';
import type { Texts } from '../../lib/workshop/writing.ts';
import type { PermissionActions } from '../Permission.tsx';

/** A text that is saved as a file. */
export interface TextFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

export interface GuideProps {
  /** The latest complete facts. */
  readonly assessment: Assessment;
  /** Newer ones are on their way. */
  readonly isChecking: boolean;
  readonly registrableOf: RegistrableOf;
  /** What makes the steps of mechanisms that have some of their own. */
  readonly furtherSteps: readonly LoadedSteps[];
  /** The mechanism whose steps the address leads to, or null. */
  readonly wanted: MechanismName | null;
  readonly onAgain: () => void;
  /** Rejects where the browser did not let it. */
  readonly onCopyText: (text: string) => Promise<void>;
  readonly onSaveText: (file: TextFile) => void;
  /** Opens the workshop with these texts. Rejects where the browser did not let it. */
  readonly onOpenDraft: (texts: Partial<Texts>) => Promise<void>;
  /** Reads the policy file that no usable record announces. */
  readonly onReadFile: () => void;
  readonly onAllow: PermissionActions['onAllow'];
  /** The person just said no to a permission. */
  readonly isDenied: boolean;
  readonly isPrivate: boolean;
}

/** What a choice is made from, and where it goes. */
export interface ChoiceFormProps {
  readonly assessment: Assessment;
  readonly choices: Choices;
  readonly registrableOf: RegistrableOf;
  readonly proposal: Proposal | Impossible;
  readonly onChoose: (change: Partial<Choices>) => void;
}
