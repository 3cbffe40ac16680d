/** The models that a document may name, with their words. */
import '../text/en/model-rows.ts';
import '../text/en/scene-faults.ts';

export { openModels } from '../core/scene/models.ts';
