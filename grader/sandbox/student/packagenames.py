"""Packages and functions that students import and that are not here, by what a use of them means."""

from typing import Any

DISPLAY_ONLY = frozenset(
    """
    matplotlib pylab mpl_toolkits seaborn plotly bokeh altair graphviz pydot visdom livelossplot
    mplcursors IPython ipywidgets ipykernel notebook jupyter google tqdm tkinter turtle idlelib
    pytest nose termcolor colorama tabulate prettytable rich wandb tensorboard tensorboardX
    line_profiler memory_profiler icecream dotenv torchviz torchsummary torchinfo typing_extensions
    import_ipynb nbimporter nest_asyncio watermark autopep8 nb_black lab_black cycler
    streamlit gradio dash flask fastapi uvicorn panel voila pygame pyglet PyQt4 PyQt5 PyQt6 PySide2
    PySide6 kivy wx easygui PySimpleGUI mlflow neptune comet_ml clearml hiddenlayer netron ipdb pudb
    pysnooper snoop loguru coloredlogs pyfiglet art playsound winsound pyttsx3 webbrowser
    """.split()  # noqa: SIM905
)
"""Packages that show, time or decorate: what they do is not graded, so they cost nothing and never fail."""

TRANSPARENT = frozenset(
    """
    tensorflow.function tensorflow.autograph.experimental.do_not_convert tensorflow.no_gradient
    jax.jit torch.no_grad torch.inference_mode torch.enable_grad torch.jit.script torch.jit.export
    torch.jit.ignore torch.compile typeguard.typechecked beartype.beartype jaxtyping.jaxtyped
    cupy.fuse numexpr.necompiler keras.saving.register_keras_serializable
    tensorflow.keras.utils.register_keras_serializable cython.cfunc cython.ccall cython.boundscheck
    cython.wraparound cython.cdivision tensorflow.keras.saving.register_keras_serializable
    keras.utils.register_keras_serializable pythran.export joblib.Memory.cache
    """.split()  # noqa: SIM905
)
"""Decorators that leave the meaning of a function as it is."""

HARMLESS: dict[str, Any] = {
    **dict.fromkeys(
        """
        torch.manual_seed torch.cuda.manual_seed torch.cuda.manual_seed_all torch.set_default_dtype
        torch.set_default_tensor_type torch.set_printoptions torch.set_num_threads torch.set_grad_enabled
        torch.autograd.set_detect_anomaly torch.use_deterministic_algorithms torch.cuda.empty_cache
        tensorflow.random.set_seed tensorflow.set_random_seed tensorflow.keras.utils.set_random_seed
        tensorflow.keras.backend.clear_session tensorflow.keras.backend.set_floatx keras.backend.set_floatx
        tensorflow.config.run_functions_eagerly tensorflow.enable_eager_execution keras.utils.set_random_seed
        tensorflow.compat.v1.logging.set_verbosity jax.config.update cupy.random.seed cv2.setUseOptimized
        cv2.destroyAllWindows cv2.waitKey cv2.imshow cv2.namedWindow
        """.split()  # noqa: SIM905
    ),
    **dict.fromkeys(
        """
        torch.is_tensor torch.cuda.is_available torch.backends.mps.is_available tensorflow.is_tensor
        tensorflow.test.is_gpu_available tensorflow.executing_eagerly cupy.cuda.is_available
        """.split(),  # noqa: SIM905
        False,
    ),
    "torch.cuda.device_count": 0,
    "tensorflow.config.list_physical_devices": (),
}
"""Calls that set, ask or show something and compute nothing: even of what is forbidden they are no use."""
