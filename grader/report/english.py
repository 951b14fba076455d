"""What the grader says, in English. The grammar of the templates is explained in ``phrases``.

Sentences speak of the answer, not of the person: fact, evidence, one hint, source.
"""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # Answers that differ. The evidence (both values, the place) stands beside the sentence.
    "wrong-type": "The answer is of another type than the one asked for⟨: {actual} in place of {expected}⟩.",
    "wrong-type-tuple": "The answer is a tuple of {count} parts; the exercise asks for one value alone.",
    "wrong-type-lazy": "The answer is a {actual}, which has computed nothing yet; make a list or an "
    "array of it.",
    "nothing-returned": "The code runs and returns nothing (None). Is there a return at its end?",
    "not-comparable": "What is returned⟨ ({actual})⟩ cannot be compared with what is expected.",
    "ragged-list": "The answer is a list whose rows have different lengths, so it is no array.",
    "wrong-type-object": "The answer is an array of Python objects, which cannot be compared as numbers; "
    "add .astype(float).",
    "wrong-keys": "The answer is a dict, as asked; its keys differ.",
    "wrong-shape": "The answer is an array, as asked; its shape differs.",
    "wrong-shape-axes": "The number of axes is right; the shape differs.",
    "wrong-shape-size": "The number of values is right; they are arranged in another shape.",
    "wrong-length": "The answer has another number of parts than the one asked for.",
    "wrong-dtype": "Type and shape are right; the dtype differs.",
    "wrong-dtype-scalar": "The answer is a number; its dtype differs.",
    "wrong-values": "The values differ.",
    "wrong-values-all": "The shape {shape} is right; {wrong} of {total} values differ.",
    "wrong-values-some": "The shape {shape} is right, and {right} of {total} values; {wrong} "
    "{wrong?differs|differ}.",
    "wrong-value": "The type is right; the value differs.",
    "in-part": "In part {part} of the answer:",
    "property": "The answer does not have the property asked for⟨: {what}⟩⟨ ({name})⟩.",
    "figure-axes": "The figure has {actual} {actual?plot|plots}; at least {expected} "
    "{expected?is|are} asked for.",
    "figure-images": "The figure shows {actual} {actual?image|images}; at least {expected} "
    "{expected?is|are} asked for.",
    "figure-lines": "The figure shows {actual} {actual?line|lines}; at least {expected} "
    "{expected?is|are} asked for.",
    "figure-titles": "The figure is there; {count} of its plots {count?has|have} no title.",
    "figure-labels": "The figure is there; {count} of its plots {count?lacks|lack} a label on an axis.",
    "figure-equal-images": "The figure is there; two of its images are equal and should differ.",
    "figure-size": "The figure is there; none of its images has the {height} rows and {width} columns "
    "asked for.",
    "misprint": "{say}",
    # Exceptions
    "raised": "The code raised {type}⟨ ({where})⟩⟨: {text}⟩.",
    "not-raised": "For this input {type} should be raised; the code returned an answer instead.",
    "wrong-raise": "Raising is right for this input. The type differs: {expected} is asked for, "
    "{type} was raised⟨ ({where})⟩⟨: {text}⟩.",
    "raises-always": "Raising is right for this input; it counts once {name} also returns a right "
    "answer. In other cases it raised as well.",
    # No answer
    "timeout": "No answer came within {seconds} s. Is there a loop that never ends, or one that does far "
    "more rounds than it needs?",
    "load-timeout": "Loading the definitions took more than {seconds} s. Something that they need runs for "
    "too long outside of the functions.",
    "cpu": "The answer needed more than {seconds} s of processor time.",
    "memory": "The answer needed more than the {memory_mb} MB of memory allowed.",
    "crashed": "The process that ran the code ended before it answered⟨ (limit: {limit})⟩.",
    "ended-signal": "The process that ran the code was ended by {signal} before it answered.",
    "ended-exit": "The code ended its own process (exit status {status}) before it answered.",
    "ended-closed": "The code cut the connection to the grader before it answered.",
    "ended-forged": "The process that ran the code sent something that is no answer.",
    "ended-silent": "The process that ran the code ended before it answered.",
    "output": "The code printed more than {output_mb} MB.",
    "threads": "The code started more than {threads} {threads?thread|threads}.",
    "answer": "The answer is larger than {answer_mb} MB.",
    "gpu-memory": "The answer needed more GPU memory than the exercise allows⟨ ({memory_mb} MB)⟩.",
    "parameters": "The model has more parameters than the exercise allows⟨ ({count})⟩.",
    "forbidden": "This exercise is to be solved without {name}⟨ ({where})⟩.",
    "missing": "{name} is not defined in what was handed in.",
    "near-name": "{found} was graded as {name}, which is the name that the exercise asks for; rename it.",
    "unread": "{name} is there, but Python cannot read that part of the code⟨ ({where})⟩.",
    "only-method": "{name} is there only as a method of the class {class}⟨ ({where})⟩. The exercise asks for "
    "a function of its own: define it outside the class.",
    "only-inside": "{name} is defined inside of {function}⟨ ({where})⟩, and nothing outside can call it. "
    "Define it at the left margin.",
    "only-function": "{name} is a function there⟨ ({where})⟩. The exercise asks for a class with that name.",
    "only-value": "{name} is there only as a value⟨ ({where})⟩. The exercise asks for a definition of its own.",
    "only-text": "{name} is made by {by}⟨ ({where})⟩, which is not run while grading. Define it with def.",
    "only-imported": "{name} is imported from {package}⟨ ({where})⟩. The exercise asks for code of your own.",
    "syntax-error": "Python cannot read the code⟨ ({where})⟩⟨: {detail}⟩.⟨ The line: {text}⟩",
    "needed-failed": "{name} could not be loaded: something it needs raised {type}⟨ ({where})⟩⟨: {text}⟩.",
    "skipped-timeouts": "Not run, because {count} {count?case|cases} of this exercise ran out of time.",
    "skipped": "Not run⟨: {reason}⟩.",
    "ungraded": "Not graded, because of a fault of the grader and not of the answer; it costs no "
    "points⟨ ({reason})⟩.",
    "package-absent": "Not graded, because a package is missing on this machine: {packages}; it costs no points.",
    "own-fault": "The grader itself failed ({type}⟨: {text}⟩); the submission is not at fault.",
    "hidden-case": "This case is hidden: only its topic is shown.",
    "hidden-returned": "This case is hidden. For some input of this kind the answer is not the expected one.",
    "hidden-raised": "This case is hidden. For some input of this kind the code raises an exception.",
    "hidden-timeout": "This case is hidden. For some input of this kind no answer came in time.",
    # Training
    "accuracy-below": "The mean accuracy over {seeds} {seeds?seed|seeds} is {mean}; {threshold} is "
    "asked for.",
    "skipped-training": "Not reached, because the training gave no accuracy.",
    "no-predictor": "The training should return a function that predicts⟨; it returned {actual}⟩.",
    "predict-nothing": "The predictor returned nothing (None). Is there a return at its end?",
    "predict-type": "The predictor should return an array of labels or scores⟨; it returned {actual}⟩.",
    "predict-shape": "For {images} images of {classes} classes the predictor should return the shape "
    "({images},) or ({images}, {classes}); it returned {actual}.",
    "predict-nan": "{count} of the predictor's scores {count?is|are} NaN or infinite. Does the loss diverge? "
    "A smaller learning rate helps.",
    "labels-fraction": "The predictor returned one number for each image, and they are no whole labels.",
    "labels-range": "The labels go from 0 to {most}; the predictor's go from {lowest} to {highest}.",
    "seed-replaced": "One training seed gave no accuracy and was replaced by another. What happened there:",
    "constant-answers": "Every image gets the same answer ({label}). Does the loss fall? Do the "
    "gradients reach "
    "the first layer?",
    "answers-by-position": "The answers change when the same images come in another order: they depend on "
    "the place in the batch. Is model.eval() missing, or an index where the image should be?",
    "data-in-source": "The code holds long stretches of data ({size} characters in a cell or file with "
    "them).",
    "memorised": "Training images are answered right to {train}, new ones to {test}: the network has "
    "learnt the "
    "training set by heart. Fewer parameters, dropout or augmentation help.",
    "not-reproducible": "Trained twice with the same seed, {count} {count?answer|answers} differ. Does all "
    "chance come from the seed?",
    # Notes
    "single-precision": "To single precision the answer is right: is something on the way converted to float32?",
    "raw-memory": "The code uses ctypes, with which memory can be written; whether it does without {names} "
    "is for a person to see.",
    "inputs-changed": "The code changes its {names?argument|arguments} {names} in place; work on a copy.",
    "encoding": "{file} is not UTF-8; it was read as {encoding}.",
    "not-regular": "{file} was not opened, because it is no regular file⟨ ({kind})⟩.",
    "unreadable": "{file} could not be read⟨: {why}⟩.",
    "empty-submission": "Nothing to grade was handed in: there is no .py file and no notebook with code.",
    "nothing-attempted": "None of the course's functions is defined in what was handed in.",
    "corrupt-notebook": "{file} is no valid notebook, so it was not read⟨: {why}⟩⟨ (line {line})⟩.",
    "cell-lost": "⟨{file}, ⟩cell {cell} was left out, because Python cannot read it"
    "⟨ (line {line})⟩⟨: {detail}⟩.⟨ The line: {text}⟩",
    "cell-magic": "⟨{file}, ⟩cell {cell} was left out, because it is no Python: {magic}.",
    "magics-left-out": "The notebook commands in {file} (such as %matplotlib) were left out.",
    "tabs-and-spaces": "Tabs and spaces are mixed in the indentation⟨ ({where})⟩; use spaces alone.",
    "python2": "This is Python 2⟨ ({where})⟩⟨: {text}⟩⟨; in Python 3 it is {instead}⟩.",
    "newer-python": "The code is read by Python {version}; this way of writing it needs {needed}"
    "⟨ ({where})⟩.",
    "newer-quotes": "The code is read by Python {version}. Inside the braces of an f-string it wants the "
    "other kind of quotes⟨ ({where})⟩; only from {needed} on may they be the same.",
    "not-imported": "{name} is not imported. At the top of the file: {line}",
    "odd-character": "There is a character that Python does not know⟨ ({where})⟩: {character}⟨, {name}⟩. "
    "Text that was copied often brings it along; type that part again.",
    "absent-package": "{name} is not available here: it is no package of this course, and no file of what "
    "was handed in.",
    "command-line": "There is no command line while grading⟨ ({where})⟩: the program is given no arguments. "
    "Use those of the function.",
    "too-many-files": "Only the first {limit} files were read.",
    "too-many-archives": "{file} was not opened: only the first {limit} archives of a submission are.",
    "too-deep": "{file} lies in too many folders inside each other and was not read.",
    "refused-member": "{file} in the archive was not read⟨, because {why}⟩.",
    "renamed": "{file} was read as {kind}, because that is what it holds.",
    "not-python": "{file} was not read, because it is {kind} and not Python.",
    "no-source": "There is no .py file and no notebook in what was handed in⟨; there is {files}⟩.",
    "more-notes": "{count} more {count?note|notes} of this kind {count?is|are} not shown.",
    "late": "It was handed in late.",
    "skipped-files": "{files} {files?was|were} not read: {files?its name is|their names are} hidden or those of "
    "a tool's own files.",
    "ignored-files": "{count} {count?file|files} beside the submissions {count?belongs|belong} to no student: {files}.",
    "one-student": "Everything else was taken for the work of one student, {name}.",
    "wrapped": "The students are the folders and files in {name}, which was alone.",
    "no-lms-id": "The platform gave no number for this group, so its grade has to be entered by hand.",
    "input": "Nobody is at the keyboard while grading: input() gets no answer. Use the arguments.",
    "float-as-size": "A size or an index is a float⟨ ({where})⟩: / always gives one, // gives an integer.",
    "array-to-scalar": "An array with axes is used as a single number⟨ ({where})⟩. Pick one of its values, "
    "or use the function of NumPy in place of that of math.",
    "other-parameters": "{name} takes other parameters than the exercise gives it: compare its def with the "
    "signature in the statement.",
    "numpy-copy": "With NumPy 2, copy=False is an error where a copy is needed⟨ ({where})⟩; use np.asarray.",
    "not-implemented": "The function of the starter is still there: replace raise NotImplementedError.",
    "recursion": "The function calls itself without end⟨ ({where})⟩. Where does it stop?",
    "file-absent": "The file {file} is not there when the code is graded; use the arguments.",
    "raises": "{type} is raised",
    "shape": "shape {shape}",
    "dtype": "dtype {dtype}",
    "too-large": "{file} is too large and was not read.",
    "numpy-removed": "{name} no longer exists in NumPy⟨; use {instead}⟩.",
    "defined-twice": "{names} {names?is|are} defined in {paths}; the {names?definition|definitions} in {where} "
    "{names?was|were} graded.",
    "array-summary": "array of shape {shape}, {dtype}",
    # Advice
    "output-equals": "Your output equals the one of this mistake: {title}.",
    "output-equals-pair": "Your output equals the one of these mistakes together: {titles}.",
    "training-borderline": "The result is borderline: more training seeds would not settle this tier.",
    # Words and lines of the page
    "and": "and",
    "cell": "cell",
    "line": "line",
    "points": "{points} / {of} {count?point|points}",
    "unit": "{count?point|points}",
    "cases-passed": "{passed} of {count} {count?case|cases} right",
    "yours": "yours",
    "expected": "expected",
    "at-index": "at {index}",
    "largest-difference": "largest difference",
    "hint": "hint",
    "see": "see",
    "more": "more",
    "hidden": "hidden",
    "others": "{count} more {count?case|cases}",
    "more-cases": "{count} more {status}",
    "total": "Total",
    "notes": "Notes",
    "smallest": "Smallest input that fails",
    "differs-mark": "* differs",
    "differs-cell": "differs",
    "output-title": "What the code printed",
    "trace": "Where it happened",
    "student": "Student",
    "exercise": "Exercise",
    "score": "Score",
    "files": "Files",
    "status-missing": "not handed in",
    "status-ungraded": "not graded",
    "status-skipped": "not run",
    "status-passed": "right",
    "status-failed": "to improve",
    "more-annotations": "{count} more {count?finding|findings}: see the summary or the log.",
    "graded-by": "Graded by grader {version}⟨, isolation: {isolation}⟩.",
    "nothing": "No exercise was graded.",
    "submissions-graded": "{count} {count?submission|submissions} graded",
    "submissions-ungraded": "{count} of them {count?is|are} in part ungraded, through no fault of theirs",
    "feedback": "Feedback",
    # Training
    "training": "Training",
    "accuracies": "Accuracy per seed",
    "interval": "Interval of the mean",
    "device": "Device",
    "seconds": "Seconds",
    "memory_mb": "Peak memory (MB)",
    "set": "Data set",
    "wilson": "Interval of the test set (Wilson), for information",
    "tier": "Accuracy reached",
    "parameters-word": "Parameters",
    "gpu_memory_mb": "Peak GPU memory (MB)",
    "curve-loss": "Loss, epoch by epoch",
    "curve-accuracy": "Training accuracy, epoch by epoch",
    "confusion": "Confusion matrix (rows: true class, columns: answer)",
    # The instructor's pages
    "report": "Report of the class",
    "students": "Students",
    "mean": "Mean",
    "median": "Median",
    "graded": "Graded",
    "max": "max.",
    "distribution": "Distribution of the totals",
    "distribution-note": "Students by the share of the points reached, in %",
    "misconceptions": "Most frequent misconceptions",
    "misconception": "Misconception",
    "no-misconceptions": "No known misconception explains an answer of this class.",
    "count": "Students",
    "where-seen": "Exercises",
    "difficulty": "Exercises, hardest first",
    "mean-share": "Mean share, of those who handed it in",
    "attention": "Needs attention",
    "no-attention": "Every submission was read and graded.",
    "why": "Why",
    "class-table": "Every student",
    "sort-note": "Select a heading to sort by it.",
    "all-passed": "all right",
    "partly": "in part",
    "no-points": "no points",
    "some-ungraded": "Something could not be graded ({exercises}), because of a fault of the grader⟨: {reason}⟩.",
    "some-packages-absent": "Something could not be graded ({exercises}), because a package is missing on this "
    "machine: {packages}.",
    "used-forbidden": "The code used {names}, which {exercises?this exercise forbids|these exercises forbid} "
    "({exercises}).",
    "process-died": "The process died or answered with something else ({exercises}).",
    "out-of-time": "The code ran out of time ({exercises}).",
    "filter": "Find a student",
}

ENGLISH_WORDS: Mapping[str, str] = {
    # Reasons and kinds that other rooms give as one word.
    "absolute": "its path is absolute",
    "outside": "its path leads out of the archive",
    "link": "it is a link",
    "special": "it is no regular file",
    "encrypted": "it is encrypted",
    "compression": "it is compressed in a way that is not supported",
    "density": "it would unpack to far more than it seems",
    "duplicate": "a later file has the same name",
    "nested": "it is an archive inside an archive",
}
